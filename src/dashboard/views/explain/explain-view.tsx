import { useRef, useState } from 'preact/hooks';
import { Failure } from '../../components/loaded.js';
import { Examples } from './examples.js';
import { ExplanationCard } from './explanation.js';
import { DropZone, takesDrops } from './log-files.js';
import { LogOutcome } from './log-outcome.js';
import { PasteBox } from './paste-box.js';
import type { Circumstances, Recognised } from './recognise.js';
import { TokenReportCard } from './token-report.js';
import { useLogs } from './use-logs.js';
import { useRecognised } from './use-recognised.js';
import { isTokenAlone, tokenVerdict, verdictOf } from './words.js';

const nothingGiven: Circumstances = { host: '', scheme: '', time: '' };

/** One box for whatever evidence there is, a place for logs, and what they mean. */
export function ExplainView() {
  const [text, setText] = useState('');
  const [circumstances, setCircumstances] = useState(nothingGiven);
  const recognised = useRecognised(text, circumstances);
  const result = useRef<HTMLDivElement>(null);
  const take = (pasted: string) => {
    logs.clear();
    setText(pasted);
  };
  const logs = useLogs(take);
  const ask = () => {
    logs.clear();
    recognised.askNow();
    result.current?.focus();
  };
  return (
    <div class="stack" {...takesDrops(logs.take)}>
      <h1>Decode and explain</h1>
      <p class="lede">
        Paste what a server, a log or a cmdlet said, or a token; the lab says what it means. <WhereItGoes />
      </p>
      <div class="explain-layout">
        <div class="stack">
          <PasteBox text={text} onText={take} onAsk={ask} circumstances={circumstances} onChange={setCircumstances} />
          <DropZone logs={logs} />
          <Examples onExample={take} />
        </div>
        <div class="stack" ref={result} tabIndex={-1} aria-busy={recognised.busy || logs.busy}>
          {logs.isShown ? <LogOutcome logs={logs} /> : <TextOutcome {...recognised} />}
        </div>
      </div>
    </div>
  );
}

function TextOutcome({ answer, error }: Pick<ReturnType<typeof useRecognised>, 'answer' | 'error'>) {
  return (
    <>
      <p class="visually-hidden" role="status">
        {summaryOf(answer)}
      </p>
      {error && <Failure error={error} />}
      {answer && <Meaning answer={answer} />}
      {!answer && !error && <Nothing />}
    </>
  );
}

function summaryOf(answer: Recognised | undefined): string {
  if (!answer) return '';
  const { explanation, decoded } = answer;
  return (decoded && isTokenAlone(explanation) ? tokenVerdict(decoded.report) : verdictOf(explanation)).sentence;
}

/** A token's report leads where the text is one; else it stands behind what the evidence means. */
function Meaning({ answer: { explanation, decoded } }: { readonly answer: Recognised }) {
  const isAlone = isTokenAlone(explanation);
  const reports = decoded ? [decoded.report, ...decoded.further] : [];
  return (
    <>
      {!isAlone && <ExplanationCard explanation={explanation} />}
      {reports.map((report, index) => (
        <TokenReportCard
          key={index}
          report={report}
          heading={reports.length === 1 ? (isAlone ? 'The token' : 'The token in it') : `Token ${index + 1}`}
        />
      ))}
      {isAlone && explanation.causes.length > 0 && <ExplanationCard explanation={explanation} />}
    </>
  );
}

function Nothing() {
  return (
    <section class="card soft">
      <h2>What it means</h2>
      <p>
        The answer comes here as soon as something is pasted or dropped: which side failed, why, and what to do about
        it.
      </p>
    </section>
  );
}

/** The page asks its own lab alone; where that is on another machine, what is pasted travels there. */
function WhereItGoes() {
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
  if (isHere) {
    return (
      <>
        <strong>Nothing leaves this machine:</strong> the page asks this lab alone, and the lab asks nobody.
      </>
    );
  }
  return (
    <>
      <strong>It goes to the lab at {location.hostname}, unencrypted:</strong> use a lab of your own machine for tokens
      and logs of real servers.
    </>
  );
}
