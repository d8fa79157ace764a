import type { ExplainedCause, Explanation } from '../../../evidence/explain/explain.js';
import type { LabCommands } from '../../../evidence/explain/lab-commands.js';
import { FixSteps } from '../../components/fix-steps.js';
import { ScenarioLink } from '../../components/scenario-link.js';
import { TextBlock } from '../../components/text-block.js';
import { verdictOf } from './words.js';

/** What evidence means: the verdict, what it rests on, causes and fixes. */
export function ExplanationCard({ explanation }: { readonly explanation: Explanation }) {
  const { recognised, causes, others, lab, names } = explanation;
  const { tone, sentence } = verdictOf(explanation);
  return (
    <section class="card explanation">
      <h2>What it means</h2>
      <p class={`notice ${tone}`}>
        <strong>{sentence}</strong>
      </p>
      {recognised && <Recognition explanation={explanation} />}
      {explanation.lookedFor && <LookedFor kinds={explanation.lookedFor} />}
      {causes.map((cause, index) => (
        <Cause key={cause.id} cause={cause} mark={causes.length > 1 ? `${index + 1}. ` : ''} />
      ))}
      {others.length > 0 && <Others explanation={explanation} />}
      {lab && <InTheLab commands={lab} named={names.domain !== undefined} />}
    </section>
  );
}

function Recognition({ explanation }: { readonly explanation: Explanation }) {
  const { recognised, part, quoted } = explanation;
  if (!recognised) return null;
  return (
    <>
      <p>{recognised.meaning}</p>
      <dl class="facts">
        <dt>Recognised</dt>
        <dd>{recognised.kind}</dd>
        <dt>By the words</dt>
        <dd class="mono">{recognised.words}</dd>
        {part && (
          <>
            <dt>Where it failed</dt>
            <dd>{part}</dd>
          </>
        )}
        {Object.entries(quoted).map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd class="mono">{value}</dd>
    </>
  );
}

function LookedFor({ kinds }: { readonly kinds: readonly string[] }) {
  return (
    <div>
      <p>What was looked for:</p>
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>{kind}</li>
        ))}
      </ul>
    </div>
  );
}

/** A cause, how to tell it from others, and what to do. */
function Cause({ cause, mark }: { readonly cause: ExplainedCause; readonly mark: string }) {
  const { id, title, explanation, tellApart, fix, scenario, sources } = cause;
  return (
    <article class="cause">
      <h3>
        {mark}
        {title} <span class="soft small">{id}</span>
      </h3>
      <p>{explanation}</p>
      <h4>How to tell it</h4>
      <ul>
        {tellApart.map((clue) => (
          <li key={clue}>{clue}</li>
        ))}
      </ul>
      <h4>What to do</h4>
      <FixSteps steps={fix} />
      <p class="soft small">Sources: {sources.join('; ')}</p>
      <ScenarioLink id={scenario} />
    </article>
  );
}

function Others({ explanation: { others } }: { readonly explanation: Explanation }) {
  return (
    <div>
      <h3>Also in this text</h3>
      <ul>
        {others.map(({ kind, meaning }) => (
          <li key={`${kind} ${meaning}`}>
            {kind}: {meaning}
          </li>
        ))}
      </ul>
    </div>
  );
}

function InTheLab({ commands, named }: { readonly commands: LabCommands; readonly named: boolean }) {
  const { shows, start, break: breaking, test } = commands;
  const names = named ? ' with your names' : '';
  return (
    <details>
      <summary>
        {shows === undefined
          ? `This failure the lab can’t show yet; a healthy lab${names}`
          : `See the same in a lab${names}`}
      </summary>
      <div class="stack">
        <TextBlock label="Start it" text={start} wraps kind="command" />
        <TextBlock
          label={shows === undefined ? 'In another terminal, what a good run looks like' : 'In another terminal'}
          text={[...(breaking === undefined ? [] : [breaking]), test].join('\n')}
          wraps
          kind="command"
        />
      </div>
    </details>
  );
}
