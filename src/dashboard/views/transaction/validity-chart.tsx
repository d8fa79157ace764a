import type { TokenPart } from '../../../evidence/token-report/token-report.js';
import { labNow } from '../../state/lab.js';
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
const rowHeight = 52;
const axisTop = 8;

/** When the token and the actor token in it are good, against the time of the request and now by the lab's clock. */
export function ValidityChart({ token, time }: { readonly token: TokenPart; readonly time: string }) {
  const validities = validitiesOf(token);
  if (validities.length === 0) return <p class="soft">This token does not say when it is good.</p>;
  const request = { name: 'this request', at: Date.parse(time) };
  const moments = [request, { name: 'now, by the lab’s clock', at: labNow() }];
  const height = axisTop + rowHeight * validities.length;
  const drawing = drawValidity(validities, moments);
  return (
    <figure class="validity">
      <svg
        role="img"
        aria-label={validityInWords(validities, moments)}
        width="100%"
        height={height + 24 * moments.length}
      >
        {drawing.bars.map((bar, index) => (
          <Bar key={bar.validity.name} bar={bar} top={axisTop + rowHeight * index} at={request.at} />
        ))}
        {drawing.marks.map((mark, index) => (
          <Mark key={mark.moment.name} mark={mark} bottom={height} text={height + 16 + 24 * index} />
        ))}
      </svg>
      <figcaption class="small soft">
        Exchange allows five minutes of clock skew at either end. All times are UTC.
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
    <g class={state === 'valid' ? 'good' : 'bad'}>
      <text x="0" y={top + 14}>
        {barText(validity)}
        {`, ${state} at the request`}
      </text>
      <rect x={`${left}%`} y={top + 22} width={`${width}%`} height={barHeight} rx="3" />
    </g>
  );
}

function barText({ name, from, to }: Validity): string {
  return `${name}: ${from === undefined ? 'no beginning' : plainTime(from)} to ${to === undefined ? 'no end' : plainTime(to)}`;
}

function Mark({
  mark: { moment, at, anchor },
  bottom,
  text,
}: {
  readonly mark: { readonly moment: Moment; readonly at: number; readonly anchor: 'start' | 'middle' | 'end' };
  readonly bottom: number;
  readonly text: number;
}) {
  return (
    <g class="mark">
      <line x1={`${at}%`} x2={`${at}%`} y1={axisTop + 18} y2={text - 12} />
      <text x={`${at}%`} y={text} text-anchor={anchor} data-bottom={bottom}>
        {moment.name}: {plainTime(moment.at)}
      </text>
    </g>
  );
}
