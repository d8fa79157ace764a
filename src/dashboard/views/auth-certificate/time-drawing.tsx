import type { AuthCertificatesView, AuthCertificateView } from '../../../shell/auth-certificates/view.js';
import { barOf, placeOf, type Span, textStart, ticksOf } from './time-axis.js';
import { useWidth } from './use-width.js';
import { dayOf, effectOf, lookOf, roleOf, shortThumbprint, stateOf } from './words.js';

const laneHeight = 50;
const top = 30;
const barHeight = 16;
const axisHeight = 26;

/** The certificates as bars on an axis, with the lab's now across them. */
export function TimeDrawing({
  view,
  span,
  now,
  name,
}: {
  readonly view: AuthCertificatesView;
  readonly span: Span;
  readonly now: number;
  /** What it shows, for those who don't see it; the table says the rest. */
  readonly name: string;
}) {
  const [place, width] = useWidth();
  const bottom = top + view.certificates.length * laneHeight;
  return (
    <div ref={place} class="time-drawing">
      {width > 0 && (
        <svg width={width} height={bottom + axisHeight} role="img" aria-label={name}>
          <Ticks span={span} width={width} bottom={bottom} />
          {view.certificates.map((certificate, index) => (
            <Lane
              key={certificate.thumbprint}
              certificate={certificate}
              view={view}
              y={top + index * laneHeight}
              {...{ span, width, now }}
            />
          ))}
          <Now now={now} span={span} width={width} bottom={bottom} />
        </svg>
      )}
    </div>
  );
}

function Ticks({ span, width, bottom }: { readonly span: Span; readonly width: number; readonly bottom: number }) {
  return (
    <>
      <line class="axis" x1={0} x2={width} y1={bottom + 0.5} y2={bottom + 0.5} />
      {ticksOf(span, width).map(({ x, label }) => (
        <g key={label}>
          <line class="tick" x1={x + 0.5} x2={x + 0.5} y1={top} y2={bottom + 5} />
          <text class="tick-label" x={x + 4} y={bottom + 19}>
            {label}
          </text>
        </g>
      ))}
    </>
  );
}

function Lane({
  certificate,
  view,
  span,
  width,
  now,
  y,
}: {
  readonly certificate: AuthCertificateView;
  readonly view: AuthCertificatesView;
  readonly span: Span;
  readonly width: number;
  readonly now: number;
  readonly y: number;
}) {
  const { notBefore, notAfter, thumbprint } = certificate;
  const life = notBefore !== null && notAfter !== null && { from: Date.parse(notBefore), to: Date.parse(notAfter) };
  const bar = life ? barOf(life, span, width) : undefined;
  const words = [shortThumbprint(thumbprint), effectOf(certificate, view, now) ?? stateOf(certificate, now)].join(
    ' · ',
  );
  const role = roleOf(certificate);
  const effect = view.authConfig.nextEffectiveDate;
  return (
    <g class={`lane ${lookOf(certificate)}`}>
      <text class="lane-label" x={textStart(bar?.x ?? 0, role.length + words.length + 3, width)} y={y + 15}>
        <tspan class="role">{role}</tspan> {words}
      </text>
      {bar && <rect x={bar.x} y={y + 22} width={bar.width} height={barHeight} rx={3} />}
      {bar && <EndMark bar={bar} y={y + 22} notAfter={notAfter} />}
      {certificate.roles.includes('next') && effect !== null && (
        <Effect x={placeOf(Date.parse(effect), span, width)} y={y + 22 + barHeight / 2} />
      )}
    </g>
  );
}

/** The date of the end in the bar, where it has room; a bar that goes on has an arrow. */
function EndMark({
  bar,
  y,
  notAfter,
}: {
  readonly bar: { readonly x: number; readonly width: number; readonly after: boolean };
  readonly y: number;
  readonly notAfter: string | null;
}) {
  const text = bar.after ? `to ${dayOf(notAfter ?? '')} →` : `to ${dayOf(notAfter ?? '')}`;
  if (bar.width < 130) return null;
  return (
    <text class="bar-label" x={bar.x + bar.width - 6} y={y + 12.5} text-anchor="end">
      {text}
    </text>
  );
}

/** When the next one takes effect. */
function Effect({ x, y }: { readonly x: number; readonly y: number }) {
  return <path class="effect" d={`M ${x} ${y - 11} l 9 11 l -9 11 l -9 -11 Z`} />;
}

function Now({
  now,
  span,
  width,
  bottom,
}: {
  readonly now: number;
  readonly span: Span;
  readonly width: number;
  readonly bottom: number;
}) {
  const x = placeOf(now, span, width);
  const label = `now ${dayOf(new Date(now).toISOString())}`;
  return (
    <g class="now">
      <line x1={x} x2={x} y1={18} y2={bottom} />
      <text x={textStart(x - 4, label.length, width)} y={13}>
        {label}
      </text>
    </g>
  );
}
