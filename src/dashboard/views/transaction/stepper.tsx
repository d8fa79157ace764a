import type { OutgoingCall } from '../../../evidence/outgoing-call.js';
import type { TransactionSummary } from '../../../evidence/transaction-summary.js';
import { linkTo } from '../../router.js';
import { type ConversationStep, stepsOf } from './conversation.js';

/** The handshake that the request belongs to; nothing where it stands alone. */
export function Stepper({
  current,
  transactions,
  calls,
}: {
  readonly current: string;
  readonly transactions: readonly TransactionSummary[];
  readonly calls: readonly OutgoingCall[];
}) {
  const steps = stepsOf(transactions, calls);
  if (steps.length < 2) return null;
  return (
    <nav class="card" aria-labelledby="stepper-title">
      <h2 id="stepper-title">The handshake it belongs to</h2>
      <ol class="stepper">
        {steps.map((step, index) => (
          <Step key={step.key} step={step} number={index + 1} isCurrent={step.key === current} />
        ))}
      </ol>
    </nav>
  );
}

function Step({
  step: { address, does, ended, tone, remark },
  number,
  isCurrent,
}: {
  readonly step: ConversationStep;
  readonly number: number;
  readonly isCurrent: boolean;
}) {
  return (
    <li>
      <a href={linkTo(...address)} aria-current={isCurrent ? 'step' : undefined}>
        <span class="number">{number}</span>
        <span class="does">{does}</span>
        <span class={`badge ${tone}`}>{ended}</span>
        {remark !== '' && <span class="soft small">{remark}</span>}
      </a>
    </li>
  );
}
