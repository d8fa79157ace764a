import type { CmdletHelp, ListedCmdlet } from '../../../shell/cmdlet-help.js';
import { call } from '../../api/client.js';
import { Loaded, useLoaded } from '../../components/loaded.js';
import { Command, TextBlock } from '../../components/text-block.js';
import { details } from '../../state/lab.js';
import { CmdletChooser } from './cmdlet-chooser.js';
import { CmdletForm } from './cmdlet-form.js';
import { firstCmdlet } from './presets.js';
import { ShellBox } from './shell-box.js';

/** A cmdlet's form; Test-OAuthConnectivity's where the address names none. */
export function TestView({ id }: { readonly id: string }) {
  const name = id || firstCmdlet;
  const help = useLoaded(() => call<CmdletHelp>('GET', `/api/cmdlets/${encodeURIComponent(name)}`), [name]);
  const cmdlets = useLoaded(() => call<readonly ListedCmdlet[]>('GET', '/api/cmdlets'), []);
  const lab = details.value;
  return (
    <>
      <div class="card">
        <h1>{name === firstCmdlet ? 'Run a test' : 'Run a cmdlet'}</h1>
        <Loaded from={help}>
          {(found) => (
            <p>
              <strong class="mono">{found.name}</strong> {found.synopsis}
            </p>
          )}
        </Loaded>
        <div class="details-row">
          {help.state === 'loaded' && <About help={help.value} />}
          {cmdlets.state === 'loaded' && <CmdletChooser cmdlets={cmdlets.value} chosen={name} />}
        </div>
      </div>
      {help.state === 'loaded' && lab && <CmdletForm help={help.value} lab={lab} />}
      <ShellBox />
    </>
  );
}

/** What Get-Help says beyond the parameters, which the form has. */
function About({ help: { description, syntax, examples = [] } }: { readonly help: CmdletHelp }) {
  return (
    <details>
      <summary>Syntax and examples</summary>
      <div class="stack">
        {description && <p>{description}</p>}
        <TextBlock text={syntax.map(({ line }) => line).join('\n\n')} label="Syntax" wraps />
        {examples.map((line) => (
          <Command key={line} text={line} label="Example" />
        ))}
      </div>
    </details>
  );
}
