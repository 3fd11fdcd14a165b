// Actions that flows ask for: done by the tab that started the run, each once, also after it was loaded anew.
const key = (run) => `etapes-run-${run}`;
window.etapesActs = {
  started: (run) => sessionStorage.getItem(key(run)) ?? sessionStorage.setItem(key(run), "0"),
  takes(run, number) {
    const done = sessionStorage.getItem(key(run));
    if (done === null || Number(done) >= number) return false;
    sessionStorage.setItem(key(run), String(number));
    return true;
  },
  print: () => setTimeout(() => window.print(), 100),
  scroll_to_top: () => document.querySelectorAll("html, .content, .run-panels").forEach((part) => part.scrollTo(0, 0)),
  copy_result_link: (run) =>
    navigator.clipboard?.writeText(`${location.origin}/runs/${run}`).then(() => true, () => false) ?? false,
};
