import type { TypedStep } from '../../../scenarios/sheet.js';
import { Command } from '../../components/text-block.js';
import { typedLines } from './typed-lines.js';

/** What is typed, block by block, each with its place. */
export function TypedSteps({ steps }: { readonly steps: readonly TypedStep[] }) {
  return (
    <>
      {typedLines(steps).map(({ where, text, remarks }) => (
        <div class="stack tight" key={`${where} ${text}`}>
          {remarks.map((remark) => (
            <p key={remark} class="small">
              {remark}
            </p>
          ))}
          <Command text={text} label={where} />
        </div>
      ))}
    </>
  );
}
