import { useState } from 'preact/hooks';
import type { ScenarioExplanation } from '../../../scenarios/sheet.js';
import { call } from '../../api/client.js';
import { ActionButton, useDoing } from '../../components/action.js';
import { FixSteps } from '../../components/fix-steps.js';
import { Failure } from '../../components/loaded.js';
import { Revealed } from '../../components/revealed.js';
import { scenarioPath } from './scenario-path.js';
import { TypedSteps } from './typed-steps.js';

/** The solution, when it is asked for. */
export function Explanation({ id }: { readonly id: string }) {
  const [told, setTold] = useState<ScenarioExplanation | undefined>(undefined);
  const doing = useDoing();
  const tell = async () => setTold(await call<ScenarioExplanation>('GET', scenarioPath(id, 'explanation')));
  return (
    <section class="card" aria-labelledby="explanation-heading">
      <h2 id="explanation-heading">Explanation</h2>
      {!told && (
        <div class="row">
          <ActionButton doing={doing} onDo={tell}>
            Show the explanation
          </ActionButton>
          <span class="soft">It tells what is broken, and how it is mended.</span>
        </div>
      )}
      {told && (
        <Revealed>
          <Told told={told} />
        </Revealed>
      )}
      {doing.error && <Failure error={doing.error} />}
    </section>
  );
}

function Told({ told }: { readonly told: ScenarioExplanation }) {
  const { teaches, cause, explanation, sources } = told;
  return (
    <>
      <p>{explanation}</p>
      <p class="notice accent">{teaches}</p>
      {cause && (
        <p class="small">
          Cause: <code>{cause}</code>
        </p>
      )}
      <RealServer told={told} />
      {told.break.length > 0 && (
        <>
          <h3>What the lab typed to break it</h3>
          <TypedSteps steps={told.break} />
        </>
      )}
      <h3>Sources</h3>
      <ul class="prose small">
        {sources.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ul>
    </>
  );
}

/** How an admin finds and mends it there. */
function RealServer({ told: { tellApart, fix } }: { readonly told: ScenarioExplanation }) {
  return (
    <>
      {tellApart.length > 0 && (
        <>
          <h3>How to tell it from others</h3>
          <ul class="prose">
            {tellApart.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {fix.length > 0 && (
        <>
          <h3>On a real server</h3>
          <FixSteps steps={fix} />
        </>
      )}
    </>
  );
}
