import { linkTo } from '../router.js';
import { status } from '../state/lab.js';

/** The scenario that shows a cause; while a mystery is on, scenarios are neither shown nor switched on. */
export function ScenarioLink({ id }: { readonly id: string | null | undefined }) {
  if (!id || status.value?.mystery) return null;
  return (
    <p class="small">
      The scenario that shows it: <a href={linkTo('scenario', id)}>{id}</a>
    </p>
  );
}
