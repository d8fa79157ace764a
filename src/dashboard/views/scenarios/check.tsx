import { useState } from 'preact/hooks';
import type { CmdletAnswer } from '../../../control/routes/cmdlets.js';
import type { ScenarioSheet } from '../../../scenarios/sheet.js';
import { runCmdlet } from '../../api/cmdlets.js';
import { ActionButton, useDoing } from '../../components/action.js';
import { CmdletResult, TerminatingError } from '../../components/cmdlet-result.js';
import { Question, useQuestions } from '../../components/question.js';
import { Command } from '../../components/text-block.js';

/** The call that shows the failure, to run and to look at. */
export function Check({ check }: { readonly check: ScenarioSheet['check'] }) {
  const { type, session, cmdlet, parameters, server } = check;
  const doing = useDoing();
  const { asked, ask } = useQuestions();
  const [answer, setAnswer] = useState<CmdletAnswer | undefined>(undefined);
  const run = async () => {
    setAnswer(undefined);
    setAnswer(await runCmdlet({ name: cmdlet, parameters, session, server }, ask));
  };
  const shell = session === 'Cloud' ? 'Exchange Online PowerShell' : 'Exchange Management Shell';
  return (
    <section class="card" aria-labelledby="check-heading">
      <h2 id="check-heading">What to look at</h2>
      <Command text={type} label={server ? `${shell}, on ${server}` : shell} />
      <div class="row">
        <ActionButton doing={doing} onDo={run}>
          {doing.busy ? 'It runs…' : 'Run the check'}
        </ActionButton>
      </div>
      <div aria-live="polite" class="stack">
        {answer && <CmdletResult answer={answer} />}
      </div>
      {doing.error && <TerminatingError command={cmdlet} error={doing.error} />}
      <Question asked={asked} />
    </section>
  );
}
