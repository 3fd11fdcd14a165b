"""LDAP: OpenLDAP, Active Directory, 389 and others; by ldap3."""
