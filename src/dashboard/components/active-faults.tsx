import { linkTo } from '../router.js';
import { details, status } from '../state/lab.js';

/** Says on every view that something is broken on purpose, so that nobody takes it for the lab's own fault. */
export function ActiveFaults() {
  const active = status.value?.activeScenarios ?? details.value?.activeScenarios ?? [];
  if (status.value?.mystery) {
    return (
      <p class="notice warn">
        <span>
          A mystery is on: something is broken, and it is yours to find out what.{' '}
          <a href={linkTo('mystery')}>Its ticket</a>
        </span>
      </p>
    );
  }
  if (active.length === 0) return null;
  return (
    <p class="notice warn">
      <span>
        Broken on purpose:{' '}
        {active.map((id, index) => (
          <span key={id}>
            {index > 0 && ', '}
            <a href={linkTo('scenario', id)}>{id}</a>
          </span>
        ))}
      </span>
    </p>
  );
}
