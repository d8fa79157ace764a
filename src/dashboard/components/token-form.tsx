import { useId, useState } from 'preact/hooks';
import { takeToken } from '../api/client.js';
import { reload } from '../state/lab.js';

/** A lab that is reachable from elsewhere wants its token; it stays in this tab. */
export function TokenForm() {
  const [token, setToken] = useState('');
  const id = useId();
  const give = (event: Event) => {
    event.preventDefault();
    takeToken(token);
    void reload();
  };
  return (
    <form class="card" onSubmit={give}>
      <h1>This lab wants its token</h1>
      <p>
        It is reachable from other machines, so every call needs the token that it printed at its start. It is kept in{' '}
        <code>control-token</code> in the lab’s data directory, too.
      </p>
      <div class="field">
        <label for={id}>Token</label>
        <input
          id={id}
          type="password"
          autocomplete="off"
          required
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
      </div>
      <div class="row">
        <button type="submit" class="primary">
          Use it in this tab
        </button>
      </div>
    </form>
  );
}
