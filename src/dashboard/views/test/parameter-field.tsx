import { useId } from 'preact/hooks';
import type { ParameterHelp } from '../../../shell/cmdlet-help.js';
import { isListType } from './form-values.js';

export interface FieldProps {
  readonly parameter: ParameterHelp;
  readonly text: string;
  /** `Add` or `Remove`, of a list that can be changed. */
  readonly how: string;
  readonly problem: string | undefined;
  readonly suggestions: readonly string[];
  readonly onText: (text: string) => void;
  readonly onHow: (how: string) => void;
}

/** One parameter: its field, what Get-Help says of it, and what can't be read in it. */
export function ParameterField(props: FieldProps) {
  const { parameter, problem } = props;
  const id = useId();
  const isSwitch = parameter.type === 'SwitchParameter' && parameter.name !== 'Confirm';
  return (
    <div class={`field parameter ${isWide(parameter) ? 'wide' : ''}`}>
      {isSwitch ? (
        <SwitchField {...props} id={id} />
      ) : (
        <>
          <label for={id}>
            {parameter.name}
            {parameter.mandatory && <span class="required"> (required)</span>}
          </label>
          <Input {...props} id={id} />
        </>
      )}
      <p class="help" id={`${id}-help`}>
        {helpText(parameter)}
      </p>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

type InputProps = FieldProps & { readonly id: string };

function SwitchField({ parameter, text, onText, id }: InputProps) {
  return (
    <label class="check" for={id}>
      <input
        id={id}
        type="checkbox"
        checked={text === 'true'}
        aria-describedby={`${id}-help`}
        onChange={(event) => onText(event.currentTarget.checked ? 'true' : '')}
      />
      {parameter.name}
    </label>
  );
}

function Input(props: InputProps) {
  const { parameter } = props;
  const { type, values } = parameter;
  if (type === 'Boolean' || type === 'SwitchParameter') return <Choice {...props} choices={['true', 'false']} />;
  if (values && type === 'String') return <Choice {...props} choices={values} />;
  if (isListType(parameter) || type === 'Object[]' || type === 'Byte[]') return <Lines {...props} />;
  return <Line {...props} />;
}

function Choice({ parameter, text, onText, id, choices }: InputProps & { readonly choices: readonly string[] }) {
  const isBoolean = parameter.type !== 'String';
  return (
    <select
      id={id}
      value={text}
      aria-describedby={`${id}-help`}
      onChange={(event) => onText(event.currentTarget.value)}
    >
      <option value="">{parameter.mandatory ? 'Choose…' : 'not given'}</option>
      {choices.map((value) => (
        <option key={value} value={value}>
          {isBoolean ? `$${value}` : value}
        </option>
      ))}
    </select>
  );
}

function Line({ parameter, text, onText, id, suggestions }: InputProps) {
  const field = {
    ...{ id, value: text, autocomplete: 'off', spellcheck: false },
    'aria-required': parameter.mandatory === true,
    'aria-describedby': `${id}-help`,
    onInput: (event: InputEvent) => onText((event.currentTarget as HTMLInputElement).value),
  };
  if (parameter.type === 'SecureString') return <input {...field} type="password" />;
  if (suggestions.length === 0) return <input {...field} type="text" />;
  return (
    <>
      <input {...field} type="text" list={`${id}-list`} />
      <datalist id={`${id}-list`}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
    </>
  );
}

function Lines({ parameter, text, how, onText, onHow, id }: InputProps) {
  return (
    <>
      {parameter.type === 'MultiValuedProperty' && (
        <select
          aria-label={`What to do with the items of ${parameter.name}`}
          value={how}
          onChange={(event) => onHow(event.currentTarget.value)}
        >
          <option value="">these items in place of the old ones</option>
          <option value="Add">add these items</option>
          <option value="Remove">remove these items</option>
        </select>
      )}
      <textarea
        id={id}
        rows={2}
        spellcheck={false}
        aria-describedby={`${id}-help`}
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    </>
  );
}

/** What is written on several lines takes the whole width. */
function isWide({ type }: ParameterHelp): boolean {
  return type === 'Object[]' || type === 'Byte[]';
}

function helpText(parameter: ParameterHelp): string {
  const { help, type, values, nullable } = parameter;
  return [
    help,
    ...(isListType(parameter) ? [`One on each line${values ? `, of ${values.join(', ')}` : ''}.`] : []),
    ...(type === 'Object[]' ? ['As JSON; the line below has it as PowerShell writes it.'] : []),
    ...(type === 'Byte[]' ? ['The content as base64.'] : []),
    ...(type === 'SecureString' ? ['The line below shows it.'] : []),
    ...(type === 'DateTime' ? ['As 2026-11-30T13:30:00Z.'] : []),
    ...(type === 'TimeSpan' ? ['As 30.00:00:00: days.hours:minutes:seconds.'] : []),
    ...(nullable ? ['$null empties it.'] : []),
  ].join(' ');
}
