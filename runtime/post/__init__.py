"""The post office: what is on its way out, carried by mail servers and by endpoints of other systems."""
