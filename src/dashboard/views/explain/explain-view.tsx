import { useRef, useState } from 'preact/hooks';
import { Failure } from '../../components/loaded.js';
import { Examples } from './examples.js';
import { ExplanationCard } from './explanation.js';
import { LogFiles } from './log-files.js';
import { PasteBox } from './paste-box.js';
import type { Circumstances, Recognised } from './recognise.js';
import { TokenReportCard } from './token-report.js';
import { useRecognised } from './use-recognised.js';
import { isTokenAlone, tokenVerdict, verdictOf } from './words.js';

const nothingGiven: Circumstances = { host: '', scheme: '', time: '' };

/** One box for whatever evidence there is, a place for logs, and what they mean. */
export function ExplainView() {
  const [text, setText] = useState('');
  const [circumstances, setCircumstances] = useState(nothingGiven);
  const { answer, error, busy, askNow } = useRecognised(text, circumstances);
  const result = useRef<HTMLDivElement>(null);
  const ask = () => {
    askNow();
    result.current?.focus();
  };
  return (
    <>
      <div class="stack">
        <h1>Decode and explain</h1>
        <p class="lede">
          Paste what a server, a log or a cmdlet said, or a token; the lab says what it means.{' '}
          <strong>Nothing leaves this machine:</strong> the page asks this lab alone, and the lab asks nobody.
        </p>
      </div>
      <div class="explain-layout">
        <div class="stack">
          <PasteBox
            text={text}
            onText={setText}
            onAsk={ask}
            circumstances={circumstances}
            onChange={setCircumstances}
          />
          <Examples onExample={setText} />
        </div>
        <div class="stack">
          <div class="stack" ref={result} tabIndex={-1} aria-busy={busy}>
            <p class="visually-hidden" role="status">
              {summaryOf(answer)}
            </p>
            {error && <Failure error={error} />}
            {answer ? <Meaning answer={answer} /> : <Nothing />}
          </div>
        </div>
      </div>
      <LogFiles onText={setText} />
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
      <p>The answer comes here as soon as something is pasted: which side failed, why, and what to do about it.</p>
    </section>
  );
}
