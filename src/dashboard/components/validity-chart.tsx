import type { TokenPart } from '../../evidence/token-report/token-report.js';
import { labNow } from '../state/lab.js';
import {
  drawValidity,
  type Moment,
  plainTime,
  stateAt,
  type Validity,
  type ValidityDrawing,
  validitiesOf,
  validityInWords,
} from './validity.js';

const barHeight = 16;
const rowHeight = 50;
/** Above and below the bars stands what the lines mean. */
const labelHeight = 26;

interface ValidityChartProps {
  readonly token: TokenPart;
  /** ISO 8601 */
  readonly time: string;
  /** What was at that time: `this request`. */
  readonly what: string;
}

/** When the token and the actor token in it are good, against a moment and now by the lab's clock. */
export function ValidityChart({ token, time, what }: ValidityChartProps) {
  const validities = validitiesOf(token);
  if (validities.length === 0) return <p class="soft">This token does not say when it is good.</p>;
  const request = { name: what, at: Date.parse(time) };
  const now = { name: 'now, by the lab’s clock', at: labNow() };
  const bottom = labelHeight + rowHeight * validities.length + 6;
  const { bars, marks } = drawValidity(validities, [request, now]);
  return (
    <figure class="validity">
      <svg
        role="img"
        aria-label={validityInWords(validities, [request, now])}
        width="100%"
        height={bottom + labelHeight}
      >
        {bars.map((bar, index) => (
          <Bar key={bar.validity.name} bar={bar} top={labelHeight + rowHeight * index} at={request.at} />
        ))}
        {marks.map((mark, index) => (
          <Mark key={mark.moment.name} mark={mark} text={index === 0 ? 16 : bottom + 20} bottom={bottom} />
        ))}
        {validities.map((validity, index) => (
          <text key={validity.name} x="0" y={labelHeight + rowHeight * index + 17}>
            {barText(validity, request)}
          </text>
        ))}
      </svg>
      <figcaption class="small soft">
        Where Exchange judges a token it allows five minutes of clock skew at either end (inferred). All times are UTC.
      </figcaption>
    </figure>
  );
}

function Bar({
  bar: { validity, left, width },
  top,
  at,
}: {
  readonly bar: ValidityDrawing['bars'][number];
  readonly top: number;
  readonly at: number;
}) {
  const state = stateAt(validity, at);
  return (
    <rect
      class={state === 'valid' ? 'good' : 'bad'}
      x={`${left}%`}
      y={top + 26}
      width={`${width}%`}
      height={barHeight}
      rx="3"
    />
  );
}

function barText(validity: Validity, { name: what, at }: Moment): string {
  const { name, from, to } = validity;
  const begin = from === undefined ? 'no beginning' : plainTime(from);
  return `${name}, ${begin} to ${to === undefined ? 'no end' : plainTime(to)}: ${stateAt(validity, at)} at ${what}`;
}

function Mark({
  mark: { moment, at, anchor },
  text,
  bottom,
}: {
  readonly mark: ValidityDrawing['marks'][number];
  readonly text: number;
  readonly bottom: number;
}) {
  return (
    <g class="moment">
      <line x1={`${at}%`} x2={`${at}%`} y1={labelHeight - 4} y2={bottom} />
      <text x={`${at}%`} y={text} text-anchor={anchor}>
        {moment.name}: {plainTime(moment.at)}
      </text>
    </g>
  );
}
