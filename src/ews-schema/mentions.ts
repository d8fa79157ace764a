import { xs } from '../xsd/simple-types.js';
import { optional, some } from '../xsd/types.js';
import { emailAddress, nonEmptyString, strings } from './email-address.js';
import { t } from './namespaces.js';

/** Who is mentioned in an item, who likes it, and what it is tagged with; Exchange Online knows them (MS-OXWSCORE). */
const extendedAddress = t.extended('EmailAddressExtendedType', emailAddress, {
  content: [{ ExternalObjectId: optional(xs.string), PrimaryEmailAddress: optional(nonEmptyString) }],
});

const mark = {
  Id: xs.string,
  CreatedBy: extendedAddress,
  CreatedDateTime: optional(xs.string),
  ServerCreatedDateTime: optional(xs.string),
  DeepLink: optional(xs.string),
  Application: optional(xs.string),
};

const mentionAction = t.complex('MentionActionType', {
  content: [
    {
      ...mark,
      Mentioned: extendedAddress,
      MentionText: optional(xs.string),
      ClientReference: optional(xs.string),
    },
  ],
});

export const mentionActions = t.complex('NonEmptyArrayOfMentionActionsType', {
  content: [{ MentionAction: some(mentionAction) }],
});

export const mentionsPreview = t.complex('MentionsPreviewType', { content: [{ IsMentioned: xs.boolean }] });

const appliedHashtag = t.complex('AppliedHashtagType', {
  content: [
    {
      ...mark,
      Tag: xs.string,
      IsAutoTagged: xs.boolean,
      IsInlined: xs.boolean,
    },
  ],
});

export const appliedHashtags = t.complex('NonEmptyArrayOfAppliedHashtagType', {
  content: [{ AppliedHashtag: some(appliedHashtag) }],
});

export const appliedHashtagsPreview = t.complex('AppliedHashtagsPreviewType', {
  content: [{ Hashtags: strings }],
});

const like = t.complex('LikeType', {
  content: [
    {
      ...mark,
    },
  ],
});

export const likes = t.complex('NonEmptyArrayOfLikeType', { content: [{ Like: some(like) }] });
export const likesPreview = t.complex('LikesPreviewType', { content: [{ LikeCount: xs.int }] });
