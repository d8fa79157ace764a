/** Does something once with the next picture that the browser draws; soon, where the page is not seen and nothing is drawn. */
export function onNextFrame(work: () => void): void {
  if (document.hidden) setTimeout(work, 0);
  else requestAnimationFrame(work);
}
