import { useState } from 'preact/hooks';
import type { ListedCmdlet } from '../../../shell/cmdlet-help.js';
import { linkTo } from '../../router.js';

/** Every cmdlet of the lab, to be found by a word of its name or of what it does. */
export function CmdletChooser({
  cmdlets,
  chosen,
}: {
  readonly cmdlets: readonly ListedCmdlet[];
  readonly chosen: string;
}) {
  const [word, setWord] = useState('');
  const found = matching(cmdlets, word);
  return (
    <details class="chooser">
      <summary>Another cmdlet ({cmdlets.length})</summary>
      <div class="stack">
        <div class="field">
          <label for="cmdlet-word">A word of its name, or of what it does</label>
          <input
            id="cmdlet-word"
            type="search"
            autocomplete="off"
            value={word}
            onInput={(event) => setWord(event.currentTarget.value)}
          />
        </div>
        <p class="soft small" role="status">
          {found.length === 0 ? 'No cmdlet has it.' : `${found.length} of ${cmdlets.length}`}
        </p>
        <ul class="cmdlets">
          {found.map(({ name, synopsis }) => (
            <li key={name}>
              <a href={linkTo('test', name)} aria-current={name === chosen ? 'true' : undefined}>
                {name}
              </a>
              <span class="soft small">{synopsis}</span>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

function matching(cmdlets: readonly ListedCmdlet[], word: string): readonly ListedCmdlet[] {
  const words = word.toLowerCase().split(/\s+/).filter(Boolean);
  return cmdlets.filter(({ name, synopsis }) =>
    words.every((one) => `${name} ${synopsis}`.toLowerCase().includes(one)),
  );
}
