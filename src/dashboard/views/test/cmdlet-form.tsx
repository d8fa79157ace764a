import { useRef, useState } from 'preact/hooks';
import type { CmdletAnswer } from '../../../control/routes/cmdlets.js';
import type { LabDetails } from '../../../lab/description.js';
import type { CmdletHelp } from '../../../shell/cmdlet-help.js';
import { runCmdlet } from '../../api/cmdlets.js';
import { type Doing, useDoing } from '../../components/action.js';
import { CmdletResult, TerminatingError } from '../../components/cmdlet-result.js';
import { Question, useQuestions } from '../../components/question.js';
import { Command } from '../../components/text-block.js';
import { keepInAddress, route } from '../../router.js';
import { commandLine } from './command-line.js';
import { type FieldValues, missing, parameterSets, parametersIn, parametersOf, readForm } from './form-values.js';
import { ParameterFields } from './parameter-fields.js';
import { firstCmdlet, type Preset, presetsOf } from './presets.js';
import { type Place, placesFor } from './where.js';

/** What a set and a place are called in the address, beside the parameters. */
const setKey = '.set';
const placeKey = '.at';

/** The form of one cmdlet, the line it stands for, and what came of it. */
export function CmdletForm({ help, lab }: { readonly help: CmdletHelp; readonly lab: LabDetails }) {
  const form = useForm(help, lab);
  const { asked, ask } = useQuestions();
  const doing = useDoing();
  const output = useRef<HTMLElement>(null);
  const [outcome, setOutcome] = useState<Ended | undefined>(undefined);
  const run = async () => {
    setOutcome(undefined);
    const { session, server } = form.place;
    const call = { name: help.name, parameters: parametersOf(form.read.given), session, server };
    try {
      setOutcome({ answer: await runCmdlet(call, ask) });
    } finally {
      output.current?.scrollIntoView({ block: 'nearest' });
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (Object.keys(form.read.problems).length === 0) doing.run(run);
  };
  return (
    <>
      <form class="card" onSubmit={submit}>
        {help.name === firstCmdlet && <Presets lab={lab} onChoose={form.take} />}
        <Where form={form} />
        <Fields form={form} />
        <Command text={form.line} label={`${form.place.title}, the line it stands for`} />
        <RunRow form={form} doing={doing} />
      </form>
      <section class="card output" ref={output} aria-labelledby="output-heading">
        <h2 id="output-heading">Output</h2>
        <Outcome name={help.name} doing={doing} outcome={outcome} />
      </section>
      <Question asked={asked} />
    </>
  );
}

/** A call that came to its end; without an answer where a question stayed without one. */
interface Ended {
  readonly answer: CmdletAnswer | undefined;
}

function Outcome({
  name,
  doing: { busy, error },
  outcome,
}: {
  readonly name: string;
  readonly doing: Doing;
  readonly outcome: Ended | undefined;
}) {
  return (
    <>
      <div aria-live="polite" class="stack">
        {busy && <p class="soft">It runs…</p>}
        {!busy && !outcome && !error && <p class="soft">Nothing has been run yet.</p>}
        {outcome && !outcome.answer && <p>The question was left unanswered, so nothing was done.</p>}
        {outcome?.answer && <CmdletResult answer={outcome.answer} />}
      </div>
      {error && <TerminatingError command={name} error={error} />}
    </>
  );
}

type Form = ReturnType<typeof useForm>;

/** The fields, which are kept in the address too; not what is secret or large. */
function useForm(help: CmdletHelp, lab: LabDetails) {
  const [values, setValues] = useState<FieldValues>(() => startValues(help, lab));
  const places = placesFor(help.sessions, lab.organization.servers);
  const place: Place = places.find(({ id }) => id === values[placeKey]) ??
    places[0] ?? { id: '', title: 'The lab', session: 'OnPremises' };
  const sets = parameterSets(help);
  const set = sets.find((name) => name === values[setKey]) ?? sets[0];
  const parameters = parametersIn(help, set, place.session);
  const read = readForm(parameters, values);
  const change = (changed: FieldValues) => {
    const now = { ...values, ...changed };
    setValues(now);
    const hidden = new Set(
      help.parameters.flatMap(({ name, type }) => (type === 'SecureString' || type === 'Byte[]' ? [name] : [])),
    );
    keepInAddress(Object.fromEntries(Object.entries(now).filter(([name]) => !hidden.has(name))));
  };
  const take = (preset: Preset) => change({ ...preset.values, [placeKey]: preset.session });
  const line = commandLine(help.name, read.given);
  return { values, places, place, sets, set, parameters, read, change, take, line };
}

/** What the address says; without a word of it, the first of the presets. */
function startValues(help: CmdletHelp, lab: LabDetails): FieldValues {
  const { query } = route.value;
  if (query.size > 0) return Object.fromEntries(query);
  const [preset] = help.name === firstCmdlet ? presetsOf(lab) : [];
  return preset ? { ...preset.values, [placeKey]: preset.session } : {};
}

function Fields({ form: { parameters, values, read, change } }: { readonly form: Form }) {
  return <ParameterFields parameters={parameters} values={values} problems={read.problems} onChange={change} />;
}

function Presets({ lab, onChoose }: { readonly lab: LabDetails; readonly onChoose: (preset: Preset) => void }) {
  return (
    <div class="row">
      <span class="soft">Fill in:</span>
      {presetsOf(lab).map((preset) => (
        <button key={preset.title} type="button" onClick={() => onChoose(preset)}>
          {preset.title}
        </button>
      ))}
    </div>
  );
}

function Where({ form }: { readonly form: Form }) {
  const { places, place, sets, set, change } = form;
  return (
    <div class="row where">
      <div class="field">
        <label for="where">Run in</label>
        <select id="where" value={place.id} onChange={(event) => change({ [placeKey]: event.currentTarget.value })}>
          {places.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </div>
      {sets.length > 1 && (
        <div class="field">
          <label for="set">Parameter set</label>
          <select id="set" value={set} onChange={(event) => change({ [setKey]: event.currentTarget.value })}>
            {sets.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  );
}

function RunRow({ form, doing }: { readonly form: Form; readonly doing: Doing }) {
  const empty = missing(form.parameters, form.read);
  const isUnreadable = Object.keys(form.read.problems).length > 0;
  return (
    <div class="row">
      <button type="submit" class="primary" aria-disabled={doing.busy || isUnreadable}>
        {doing.busy ? 'It runs…' : 'Run it'}
      </button>
      {empty.length > 0 && <span class="soft">Still empty: {empty.join(', ')}.</span>}
    </div>
  );
}
