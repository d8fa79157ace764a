import { useState } from 'preact/hooks';
import type { ListedCause } from '../../../scenarios/mystery/near-causes.js';
import type { MysteryAnswers, MysteryView } from '../../../scenarios/mystery/view.js';
import { call } from '../../api/client.js';
import { useDoing } from '../../components/action.js';
import { TextField } from '../../components/fields.js';
import { Failure, Loaded, useLoaded } from '../../components/loaded.js';
import { Command } from '../../components/text-block.js';
import { reload } from '../../state/lab.js';
import { findCauses, mostFaults, verdictSentences } from './mystery-words.js';

/** The causes are chosen from all that there are; whether an answer is right is said at once. */
export function AnswerForm({ mystery, onDone }: { readonly mystery: MysteryView; readonly onDone: () => void }) {
  const causes = useLoaded(() => call<readonly ListedCause[]>('GET', '/api/causes'), []);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [answers, setAnswers] = useState<MysteryAnswers['answers']>([]);
  const doing = useDoing();
  const answer = async () => {
    setAnswers([]);
    const judged = await call<MysteryAnswers>('POST', '/api/mystery/answer', { causes: chosen });
    setAnswers(judged.answers);
    setChosen([]);
    if (judged.endedAt !== null) await reload();
    onDone();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (chosen.length > 0) doing.run(answer);
  };
  return (
    <form class="card" onSubmit={submit} aria-labelledby="answer-heading">
      <h2 id="answer-heading">Name the cause</h2>
      <p>{mystery.tickets.length > 1 && 'Each of several faults has a cause of its own. '}A wrong answer is counted.</p>
      <Loaded from={causes}>{(all) => <CauseList causes={all} chosen={chosen} onChoose={setChosen} />}</Loaded>
      <div class="row">
        <button type="submit" class="primary" aria-disabled={doing.busy || chosen.length === 0}>
          Answer
        </button>
        <span class="soft" role="status">
          {chosen.length === 0 ? 'No cause is chosen.' : `Chosen: ${chosen.join(', ')}`}
        </span>
      </div>
      <div aria-live="polite">{answers.length > 0 && <Verdicts answers={answers} />}</div>
      <Command
        text={`npx exchange-oauth-lab scenarios answer ${chosen.length === 0 ? 'CAUSE' : chosen.join(' ')}`}
        label="The same in a terminal"
      />
      {doing.error && <Failure error={doing.error} />}
    </form>
  );
}

function Verdicts({ answers }: { readonly answers: MysteryAnswers['answers'] }) {
  return (
    <ul class={`notice plain-list ${answers.every(({ right }) => right) ? 'good' : 'bad'}`}>
      {verdictSentences(answers).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

interface CauseListProps {
  readonly causes: readonly ListedCause[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

function CauseList({ causes, chosen, onChoose }: CauseListProps) {
  const [text, setText] = useState('');
  const groups = findCauses(causes, text);
  const count = groups.reduce((sum, group) => sum + group.causes.length, 0);
  const toggle = (cause: string) => onChoose(toggled(chosen, cause));
  return (
    <>
      <TextField
        label="Search the causes"
        type="search"
        placeholder="host, certificate, proxy…"
        value={text}
        onText={setText}
      />
      <p class="soft small" role="status">
        {count === 0 ? 'No cause has it.' : `${count} of ${causes.length} causes`}
      </p>
      <div class="causes">
        {groups.map((group) => (
          <fieldset key={group.part}>
            <legend>{group.part}</legend>
            {group.causes.map((cause) => (
              <label key={cause.id} class="cause-choice">
                <input
                  type="checkbox"
                  checked={chosen.includes(cause.id)}
                  disabled={!chosen.includes(cause.id) && chosen.length >= mostFaults}
                  onChange={() => toggle(cause.id)}
                />
                <span>
                  {cause.title} <code class="soft">{cause.id}</code>
                </span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </>
  );
}

function toggled(chosen: readonly string[], cause: string): readonly string[] {
  return chosen.includes(cause) ? chosen.filter((one) => one !== cause) : [...chosen, cause];
}
