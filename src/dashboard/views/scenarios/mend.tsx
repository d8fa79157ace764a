import { useState } from 'preact/hooks';
import type { ScenarioVerification } from '../../../scenarios/results.js';
import type { ScenarioExplanation, ScenarioSheet, TypedStep } from '../../../scenarios/sheet.js';
import { call } from '../../api/client.js';
import { ActionButton, type Doing, useDoing } from '../../components/action.js';
import { Failure } from '../../components/loaded.js';
import { Revealed } from '../../components/revealed.js';
import { Command } from '../../components/text-block.js';
import { linkTo } from '../../router.js';
import { reload } from '../../state/lab.js';
import { ResetButton } from './reset-button.js';
import { SaidResult } from './said-result.js';
import { scenarioCommand, scenarioPath } from './scenario-path.js';
import { TypedSteps } from './typed-steps.js';

/** Mended by hand and verified, or by the lab, which shows first what it would type. */
export function Mend({ sheet: { id, active } }: { readonly sheet: ScenarioSheet }) {
  const [result, setResult] = useState<ScenarioVerification | undefined>(undefined);
  const doing = useDoing();
  const check = (verb: 'verify' | 'mend') => async () => {
    setResult(undefined);
    setResult(await call<ScenarioVerification>('POST', scenarioPath(id, verb)));
    await reload();
  };
  return (
    <section class="card" aria-labelledby="mend-heading">
      <h2 id="mend-heading">Mend it</h2>
      <p>
        Mend it with <a href={linkTo('test')}>any cmdlet</a>, or in a terminal with{' '}
        <code>npx exchange-oauth-lab shell</code>; then have it checked.
      </p>
      <div class="row">
        <ActionButton doing={doing} onDo={check('verify')}>
          Verify what I have mended
        </ActionButton>
        {!active && <span class="soft">It is not active at present.</span>}
      </div>
      <Command text={scenarioCommand('verify', id)} label="The same in a terminal" />
      <MendByLab id={id} doing={doing} onMend={check('mend')} />
      <div aria-live="polite" class="stack">
        {result && <Verdict result={result} />}
      </div>
      {doing.error && <Failure error={doing.error} />}
      <ResetButton onDone={() => setResult(undefined)} />
    </section>
  );
}

function MendByLab({
  id,
  doing,
  onMend,
}: {
  readonly id: string;
  readonly doing: Doing;
  readonly onMend: () => Promise<void>;
}) {
  const [steps, setSteps] = useState<readonly TypedStep[] | undefined>(undefined);
  const showing = useDoing();
  const show = async () => setSteps((await call<ScenarioExplanation>('GET', scenarioPath(id, 'explanation'))).mend);
  return (
    <>
      <h3>Let the lab mend it</h3>
      {steps ? (
        <Revealed>
          <TypedSteps steps={steps} />
          {steps.length === 0 && <p class="soft">There is nothing to type: nothing is broken.</p>}
          <div class="row">
            <ActionButton kind="primary" doing={doing} onDo={onMend}>
              {doing.busy ? 'At work…' : 'Type these lines and check'}
            </ActionButton>
          </div>
          <Command text={scenarioCommand('mend', id)} label="The same in a terminal" />
        </Revealed>
      ) : (
        <div class="row">
          <ActionButton doing={showing} onDo={show}>
            Show what would be typed
          </ActionButton>
          <span class="soft">It tells what is broken.</span>
        </div>
      )}
      {showing.error && <Failure error={showing.error} />}
    </>
  );
}

function Verdict({ result: { passed, verified, active } }: { readonly result: ScenarioVerification }) {
  return (
    <>
      <div class={`notice ${passed ? 'good' : 'bad'}`}>
        <p>
          <strong>{passed ? 'Mended.' : 'Not mended yet.'}</strong>{' '}
          {passed
            ? 'The check says what it says in a healthy lab'
            : 'The check does not say what it says in a healthy lab'}
          {active ? '; the scenario stays active.' : '; the scenario is active no more.'}
        </p>
      </div>
      <SaidResult result={verified} label="What the check says" />
    </>
  );
}
