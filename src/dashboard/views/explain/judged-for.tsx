import { useId } from 'preact/hooks';
import { details } from '../../state/lab.js';
import type { Circumstances } from './recognise.js';

interface JudgedForProps {
  readonly circumstances: Circumstances;
  readonly onChange: (circumstances: Circumstances) => void;
}

/** What a token is to be judged for; whoever gives nothing leaves it to the lab. */
export function JudgedFor({ circumstances, onChange }: JudgedForProps) {
  const id = useId();
  const { scheme } = circumstances;
  const choose = (value: string) => onChange({ ...circumstances, scheme: value === 'http' ? value : '' });
  const field = { id, circumstances, onChange };
  return (
    <fieldset class="judged-for">
      <legend>A token is judged for</legend>
      <TextField {...field} name="host" label="Host of the request" placeholder="not judged" />
      <datalist id={`${id}-known-host`}>
        {knownHosts().map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div class="field">
        <label for={`${id}-scheme`}>Scheme</label>
        <select id={`${id}-scheme`} value={scheme} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">https</option>
          <option value="http">http</option>
        </select>
      </div>
      <TextField {...field} name="time" label="Time (UTC)" placeholder="the lab’s now" />
    </fieldset>
  );
}

interface TextFieldProps extends JudgedForProps {
  readonly id: string;
  readonly name: 'host' | 'time';
  readonly label: string;
  readonly placeholder: string;
}

function TextField({ id, name, label, placeholder, circumstances, onChange }: TextFieldProps) {
  return (
    <div class="field">
      <label for={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        type="text"
        {...(name === 'host' ? { list: `${id}-known-host` } : {})}
        autocomplete="off"
        placeholder={placeholder}
        value={circumstances[name]}
        onInput={(event) => onChange({ ...circumstances, [name]: event.currentTarget.value })}
      />
    </div>
  );
}

/** Names that the lab's servers go by. */
function knownHosts(): readonly string[] {
  const { exchange, cloud } = details.value ?? {};
  return [...new Set([...(exchange?.hosts ?? []), ...(cloud?.hosts ?? [])])];
}
