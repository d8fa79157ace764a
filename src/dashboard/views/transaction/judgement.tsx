import type { JudgedStep, Side } from '../../../evidence/transaction.js';
import { ValidityChart } from '../../components/validity-chart.js';
import { verdictWords } from './as-text.js';
import type { Shown } from './shown.js';

const icons: Readonly<Record<JudgedStep['verdict'], string>> = {
  passed: '✓',
  failed: '✗',
  notReached: '·',
  lenient: '!',
};

/** The steps in the order in which Exchange takes them. */
export function Judgement({ shown }: { readonly shown: Shown }) {
  const { steps, side } = shown.transaction;
  const isLenient = steps.some(({ verdict }) => verdict === 'lenient');
  return (
    <>
      <h2>The steps of the judgement</h2>
      {steps.length === 0 && <NotJudged side={side} />}
      {isLenient && (
        <p class="notice warn">
          Lenient: here the lab was more generous than a real server is. The step says in what; a lab started with
          --strict has the real manners.
        </p>
      )}
      <ol class="checklist">
        {steps.map((step) => (
          <StepRow key={step.name} step={step} shown={shown} />
        ))}
      </ol>
    </>
  );
}

function NotJudged({ side }: { readonly side: Side }) {
  return side === 'Cloud' ? (
    <p>
      No bearer token was judged here: the token service and the cloud’s documents take none. What it answered is under
      Requests; the token it gave is judged in the request that brings it.
    </p>
  ) : (
    <p>
      No bearer token was judged here: the request was for something that needs none, or it was answered before that.
    </p>
  );
}

function StepRow({ step, shown }: { readonly step: JudgedStep; readonly shown: Shown }) {
  const { name, verdict, detail } = step;
  return (
    <li class={verdict}>
      <span class="mark">
        <span class="icon" aria-hidden="true">
          {icons[verdict]}
        </span>
        {verdictWords[verdict]}
      </span>
      <span class="name">{name}</span>
      <div class="detail wrap">
        {detail}
        {verdict === 'failed' && <Compared name={name} shown={shown} />}
      </div>
    </li>
  );
}

/** The values that did not fit, one under the other, where the refusal names both; a lifetime is drawn. */
function Compared({ name, shown }: { readonly name: string; readonly shown: Shown }) {
  const { transaction, diagnosis, report } = shown;
  const value = (wanted: string) => diagnosis.evidence.find((item) => item.name === wanted)?.value;
  const [expected, actual] = [value('expectedHost'), value('actualHost')];
  return (
    <>
      {expected !== undefined && actual !== undefined && (
        <dl class="compared">
          <dt>Expected</dt>
          <dd>{expected || '(nothing: the request names no host)'}</dd>
          <dt>Actual</dt>
          <dd>{actual}</dd>
        </dl>
      )}
      {/\blifetime$/.test(name) && report && (
        <ValidityChart token={report.token} time={transaction.time} what="this request" />
      )}
      {transaction.diagnostics && (
        <p class="soft small">
          Exchange answers: {transaction.diagnostics.code}, {transaction.diagnostics.errorCategory}
        </p>
      )}
    </>
  );
}
