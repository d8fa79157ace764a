export interface Silence {
  /** Something was heard: the time runs anew. */
  readonly heard: () => void;
  readonly stop: () => void;
}

/** Calls back once when nothing was heard for so many milliseconds. */
export function watchSilence(mostMs: number, onSilence: () => void): Silence {
  let timer = setTimeout(onSilence, mostMs);
  return {
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(onSilence, mostMs);
    },
    stop: () => clearTimeout(timer),
  };
}
