import type { BodyView, MessagesView } from '../../../evidence/renderers/messages.js';
import { call } from '../../api/client.js';
import { Loaded, useLoaded } from '../../components/loaded.js';
import { TextBlock } from '../../components/text-block.js';

/** What a service was asked in SOAP, and what it answered. */
export function Messages({ id }: { readonly id: string }) {
  const loading = useLoaded(
    () => call<MessagesView>('GET', `/api/transactions/${encodeURIComponent(id)}/messages`),
    [id],
  );
  return (
    <>
      <h2>What was asked, and what was answered</h2>
      <Loaded from={loading}>
        {(messages) =>
          messages.request === null ? (
            <p class="soft">{messages.reason}</p>
          ) : (
            <div class="stack">
              <Body title="Body of the request" body={messages.request} />
              <Body title="Body of the answer" body={messages.answer} />
            </div>
          )
        }
      </Loaded>
    </>
  );
}

function Body({ title, body: { text, bytes, isCut } }: { readonly title: string; readonly body: BodyView }) {
  return (
    <section class="stack">
      <h3>{title}</h3>
      <p class="soft small">
        {bytes} bytes as it came{isCut ? '; only its beginning is kept' : '; indented here'}
      </p>
      {bytes > 0 && <TextBlock text={text} label={title} />}
    </section>
  );
}
