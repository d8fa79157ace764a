import { alternateId, convertIdRequest, convertIdResponse } from '../../ews-schema/operations/convert-id.js';
import { type IdFormat, readIdAs, writeIdAs } from '../../mailbox/id-formats.js';
import type { ValueOf } from '../../xsd/model.js';
import { ofType } from '../../xsd/write.js';
import { EwsError, errors } from '../errors.js';
import { inAddressBook } from '../folder-access.js';
import { messageForEach } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';

type Request = ValueOf<typeof convertIdRequest.type>;
type SourceId = Request['SourceIds'][number];

/** ConvertId (MS-OXWSCVTID): whether what an id stands for is there, or one's own, makes no difference. */
export const convertId = operation({
  request: convertIdRequest,
  response: convertIdResponse,
  answer({ DestinationFormat, SourceIds }, call) {
    const convert = (id: SourceId) => ({ AlternateId: converted(id, DestinationFormat, call) });
    return messageForEach('ConvertId', SourceIds, convert, {});
  },
});

function converted(source: SourceId, format: IdFormat, call: EwsCall) {
  if (!('AlternateId' in source)) {
    throw new EwsError('ErrorNoPublicFolderReplicaAvailable', '[lab] This organisation has no public folders.');
  }
  const { Id, Format, Mailbox, IsArchive } = source.AlternateId;
  if (Id === '') throw errors.idEmpty();
  const id = readIdAs(Format, Id);
  if (!id) throw errors.idMalformed();
  if (!inAddressBook(Mailbox, call)) throw errors.nonExistentMailbox();
  const archive = IsArchive === undefined ? {} : { IsArchive };
  return ofType(alternateId, { Format: format, Id: writeIdAs(format, id), Mailbox, ...archive });
}
