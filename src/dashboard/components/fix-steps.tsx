import type { FixStep } from '../../evidence/knowledge/cause.js';
import { Command } from './text-block.js';

/** Steps towards working order, with what is to be typed. */
export function FixSteps({ steps }: { readonly steps: readonly FixStep[] }) {
  return (
    <ol class="fix">
      {steps.map(({ say, command }) => (
        <li key={`${say}${command ?? ''}`}>
          {say}
          {command !== undefined && <Command text={command} />}
        </li>
      ))}
    </ol>
  );
}
