import { useEffect, useState } from 'preact/hooks';
import { labNow, status } from '../../state/lab.js';

/** The lab's time, second by second, milliseconds since 1970; `known` until the lab has told it. */
export function useNow(known: number): number {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return status.value ? labNow() : known;
}
