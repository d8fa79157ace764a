import { useState } from 'preact/hooks';
import type { ScenarioSummary } from '../../../scenarios/results.js';
import { call } from '../../api/client.js';
import { SelectField, TextField } from '../../components/fields.js';
import { Loaded, useLoaded } from '../../components/loaded.js';
import { keepInAddress, linkTo, route } from '../../router.js';
import { changes, status } from '../../state/lab.js';
import {
  type CatalogueFilter,
  difficulties,
  directions,
  directionTitle,
  filterQuery,
  filterScenarios,
  groupScenarios,
  readFilter,
  type ScenarioGroup,
} from './catalogue-filter.js';
import { ResetButton } from './reset-button.js';

/** The catalogue: what can be broken, and what is. */
export function ScenariosView() {
  const all = useLoaded(() => call<readonly ScenarioSummary[]>('GET', '/api/scenarios'), [changes.value]);
  const [filter, setFilter] = useState(() => readFilter(route.value.query));
  const change = (changed: Partial<CatalogueFilter>) => {
    const now = { ...filter, ...changed };
    setFilter(now);
    keepInAddress(filterQuery(now));
  };
  return (
    <>
      <div class="card">
        <h1>Scenarios</h1>
        <p>
          Each is a failure that happens: switch it on, look at what every tool says, mend it, and have it checked.{' '}
          {!status.value?.mystery && (
            <>
              Who wants to be told nothing but the ticket takes <a href={linkTo('mystery')}>a mystery</a>.
            </>
          )}
        </p>
        <Filter filter={filter} onChange={change} />
        <ResetButton />
      </div>
      <Loaded from={all}>{(scenarios) => <Catalogue all={scenarios} filter={filter} />}</Loaded>
    </>
  );
}

function Filter({
  filter,
  onChange,
}: {
  readonly filter: CatalogueFilter;
  readonly onChange: (changed: Partial<CatalogueFilter>) => void;
}) {
  return (
    <search class="filter">
      <TextField
        label="Search"
        type="search"
        grows
        placeholder="a word of the title or the id"
        value={filter.text}
        onText={(text) => onChange({ text })}
      />
      <SelectField
        label="Direction"
        value={filter.direction}
        options={[['', 'both'], ...directions.map((one) => [one, directionTitle(one)] as const)]}
        onSelect={(direction) => onChange({ direction })}
      />
      <SelectField
        label="Difficulty"
        value={filter.difficulty}
        options={[['', 'any'], ...difficulties.map((one) => [one, one] as const)]}
        onSelect={(difficulty) => onChange({ difficulty })}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={filter.onlyActive}
          onChange={(event) => onChange({ onlyActive: event.currentTarget.checked })}
        />
        only active ones
      </label>
    </search>
  );
}

function Catalogue({ all, filter }: { readonly all: readonly ScenarioSummary[]; readonly filter: CatalogueFilter }) {
  const found = filterScenarios(all, filter);
  return (
    <>
      <p class="soft" role="status">
        {found.length === 0 ? 'No scenario is like that.' : `${found.length} of ${all.length} scenarios`}
      </p>
      {groupScenarios(found).map((group) => (
        <Group key={group.direction} group={group} />
      ))}
    </>
  );
}

function Group({ group: { direction, scenarios } }: { readonly group: ScenarioGroup }) {
  return (
    <section class="card">
      <h2>
        {directionTitle(direction)} ({scenarios.length})
      </h2>
      <table class="catalogue">
        <thead>
          <tr>
            <th scope="col">Scenario</th>
            <th scope="col">Id</th>
            <th scope="col">Difficulty</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {scenarios.map(({ id, title, difficulty, active }) => (
            <tr key={id}>
              <td>
                <a href={linkTo('scenario', id)}>{title}</a>
              </td>
              <td class="value">{id}</td>
              <td>{difficulty}</td>
              <td>{active && <span class="badge warn">active</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
