import { useEffect, useState } from 'preact/hooks';
import { linkTo } from '../router.js';
import { browserClock } from '../state/browser-clock.js';
import { labClock, labNow, status } from '../state/lab.js';

/** The lab's time, with a word where it is not the computer's. */
export function LabClock() {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  if (!status.value) return null;
  const now = new Date(labNow());
  const ahead = Math.round((now.getTime() - browserClock.now()) / 86_400_000);
  const { speed } = labClock.value;
  return (
    <a class="lab-clock" href={linkTo('auth-certificate')} title="The lab's clock; it can be moved">
      {now.toISOString().slice(0, 19).replace('T', ' ')} UTC
      {ahead !== 0 && ` (${ahead > 0 ? '+' : '−'}${Math.abs(ahead)} d)`}
      {speed !== 1 && ` ×${speed}`}
    </a>
  );
}
