import { useState } from 'preact/hooks';
import { type ApiError, call } from '../../api/client.js';
import { useDoing } from '../../components/action.js';
import { SelectField, TextField } from '../../components/fields.js';
import { Failure } from '../../components/loaded.js';
import { Command } from '../../components/text-block.js';
import { linkTo } from '../../router.js';
import { reload } from '../../state/lab.js';
import { difficulties, mostFaults, type OrderForm, orderCommand, orderOf } from './mystery-words.js';

/** What kind of mystery is wanted; all of it may be left to the lab. */
export function StartMystery({ onDone }: { readonly onDone: () => void }) {
  const [form, setForm] = useState<OrderForm>({ difficulty: '', count: '', seed: '', student: '' });
  const doing = useDoing();
  const order = orderOf(form);
  const begin = async () => {
    await call('POST', '/api/mystery', order);
    await reload();
    onDone();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    doing.run(begin);
  };
  return (
    <form class="card" onSubmit={submit} aria-labelledby="start-heading">
      <h2 id="start-heading">Begin a mystery</h2>
      <OrderFields form={form} onChange={(changed) => setForm({ ...form, ...changed })} />
      <div class="row">
        <button type="submit" class="primary" aria-disabled={doing.busy}>
          {doing.busy ? 'Breaking the lab…' : 'Begin'}
        </button>
        <span class="soft" role="status">
          {doing.busy
            ? 'It takes some seconds.'
            : 'It begins in the lab as it is; a scenario that is active must be mended before.'}
        </span>
      </div>
      <Command text={orderCommand(order)} label="The same in a terminal" />
      {doing.error && <Refused error={doing.error} />}
    </form>
  );
}

function OrderFields({
  form,
  onChange,
}: {
  readonly form: OrderForm;
  readonly onChange: (changed: Partial<OrderForm>) => void;
}) {
  const counts = Array.from({ length: mostFaults }, (_, index) => String(index + 1));
  return (
    <div class="parameters">
      <SelectField
        label="Difficulty"
        value={form.difficulty}
        options={[['', 'any'], ...difficulties.map((one) => [one, difficultyTitle(one)] as const)]}
        onSelect={(difficulty) => onChange({ difficulty })}
      />
      <SelectField
        label="Faults at once"
        value={form.count}
        options={[['', 'as the difficulty has it'], ...counts.map((count) => [count, count] as const)]}
        onSelect={(count) => onChange({ count })}
      />
      <TextField
        label="Seed"
        type="number"
        value={form.seed}
        help="A class that shares a seed gets the same faults."
        onText={(seed) => onChange({ seed })}
      />
      <TextField
        label="Student"
        value={form.student}
        help="Whose record it is."
        onText={(student) => onChange({ student })}
      />
    </div>
  );
}

function difficultyTitle(difficulty: string): string {
  return difficulty === 'expert' ? 'expert: several faults at once' : difficulty;
}

/** A refusal, and the way out of the usual one. */
function Refused({ error }: { readonly error: ApiError }) {
  return (
    <>
      <Failure error={error} />
      {error.status === 409 && (
        <p>
          <a href={linkTo('scenarios')}>The scenarios</a> have the button that resets the lab.
        </p>
      )}
    </>
  );
}
