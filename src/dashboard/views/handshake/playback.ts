import { useEffect, useRef, useState } from 'preact/hooks';
import type { Handshake } from '../../handshake/handshakes.js';

export interface Playback {
  /** The request that is on its way; undefined when all have arrived. */
  readonly moving: number | undefined;
  /** It has arrived: the next one begins. */
  readonly arrived: () => void;
  readonly replay: () => void;
}

/**
 * Shows a handshake request by request. What came while the page was open is played, what was there before stands still;
 * so does everything for a reader who wants less motion.
 */
export function usePlayback(handshake: Handshake | undefined, isLive: boolean): Playback {
  const [at, setAt] = useState<number | undefined>(undefined);
  const played = useRef<string | undefined>(undefined);
  const id = handshake?.id;
  const count = handshake?.requests.length ?? 0;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  useEffect(() => {
    if (id === undefined || played.current === id) return;
    played.current = id;
    setAt(isLive && !still ? 0 : undefined);
  }, [id]);
  const current = at === undefined || at >= count ? undefined : at;
  return {
    moving: current,
    arrived: () => setAt((index) => (index === undefined ? undefined : index + 1)),
    replay: () => setAt(still ? undefined : 0),
  };
}
