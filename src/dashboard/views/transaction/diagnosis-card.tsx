import type { TransactionDiagnosis } from '../../../evidence/renderers/diagnosis.js';
import { FixSteps } from '../../components/fix-steps.js';
import { ScenarioLink } from '../../components/scenario-link.js';

type Cause = TransactionDiagnosis['causes'][number];

/** What is wrong and what to do. */
export function DiagnosisCard({ diagnosis: { causes, fix } }: { readonly diagnosis: TransactionDiagnosis }) {
  const [first, ...others] = causes;
  return (
    <section class="card" aria-labelledby="diagnosis-title">
      <h2 id="diagnosis-title">Diagnosis</h2>
      {first ? (
        <CauseText cause={first} />
      ) : (
        <p>The lab knows no cause of its own for this; the judgement says what was wrong.</p>
      )}
      {fix.length > 0 && (
        <>
          <h3>What to do</h3>
          <FixSteps steps={fix} />
        </>
      )}
      {others.length > 0 && <OtherCauses causes={others} />}
    </section>
  );
}

function CauseText({ cause: { title, part, explanation, scenario } }: { readonly cause: Cause }) {
  return (
    <>
      <p class="cause-title">
        <strong>{title}</strong> <span class="badge">{part}</span>
      </p>
      <p>{explanation}</p>
      <ScenarioLink id={scenario} />
    </>
  );
}

/** The wire alone often leaves more than one possible. */
function OtherCauses({ causes }: { readonly causes: readonly Cause[] }) {
  return (
    <details>
      <summary>
        {causes.length === 1 ? 'Another cause looks the same' : `${causes.length} other causes look the same`}
      </summary>
      <ul class="other-causes">
        {causes.map(({ id, title, part, explanation }) => (
          <li key={id}>
            <strong>{title}</strong> <span class="badge">{part}</span>
            <br />
            {explanation}
          </li>
        ))}
      </ul>
    </details>
  );
}
