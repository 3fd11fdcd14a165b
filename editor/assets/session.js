// A session may end while the line of its page does not stand: then nobody can tell the page, and the page asks itself.
(() => {
  const ask = async () => {
    const told = await fetch("/session").catch(() => null); // null: the server is away, and the line is tried again
    if (told?.status === 401) location.reload();
  };
  const watch = () => (window.socket ? window.socket.on("connect_error", ask) : setTimeout(watch, 50));
  document.addEventListener("DOMContentLoaded", watch);
})();
