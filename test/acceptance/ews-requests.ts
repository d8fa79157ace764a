/** A SOAP message of Exchange Web Services with an operation in it. */
export function ewsRequest(operation: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><soap:Header><t:RequestServerVersion Version="Exchange2013"/></soap:Header><soap:Body>${operation}</soap:Body></soap:Envelope>`;
}

const inbox = '<t:DistinguishedFolderId Id="inbox"/>';
const calendar = '<t:DistinguishedFolderId Id="calendar"/>';
const shape =
  '<t:BaseShape>AllProperties</t:BaseShape><t:AdditionalProperties><t:FieldURI FieldURI="item:Subject"/><t:ExtendedFieldURI PropertyTag="0x0e07" PropertyType="Integer"/></t:AdditionalProperties>';
const subjectIs = (text: string) =>
  `<t:Contains ContainmentMode="Substring" ContainmentComparison="IgnoreCase"><t:FieldURI FieldURI="item:Subject"/><t:Constant Value="${text}"/></t:Contains>`;

/** One request, or more, of each operation that works on folders, items and what happens to them. */
export const ewsRequests: readonly string[] = [
  `<m:GetFolder><m:FolderShape><t:BaseShape>AllProperties</t:BaseShape></m:FolderShape><m:FolderIds>${inbox}${calendar}<t:FolderId Id="AAAA" ChangeKey="AQ=="/></m:FolderIds></m:GetFolder>`,
  `<m:FindFolder Traversal="Deep"><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:IndexedPageFolderView MaxEntriesReturned="5" Offset="1" BasePoint="End"/><m:Restriction><t:IsEqualTo><t:FieldURI FieldURI="folder:DisplayName"/><t:FieldURIOrConstant><t:Constant Value="Inbox"/></t:FieldURIOrConstant></t:IsEqualTo></m:Restriction><m:ParentFolderIds><t:DistinguishedFolderId Id="msgfolderroot"><t:Mailbox><t:EmailAddress>user2@msxfaq.de</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId></m:ParentFolderIds></m:FindFolder>`,
  `<m:FindItem Traversal="Shallow"><m:ItemShape>${shape}</m:ItemShape><m:FractionalPageItemView MaxEntriesReturned="5" Numerator="1" Denominator="3"/><m:Restriction><t:And><t:Not>${subjectIs('x')}</t:Not><t:Or>${subjectIs('a')}${subjectIs('e')}</t:Or></t:And></m:Restriction><m:SortOrder><t:FieldOrder Order="Descending"><t:FieldURI FieldURI="item:DateTimeReceived"/></t:FieldOrder></m:SortOrder><m:ParentFolderIds>${inbox}</m:ParentFolderIds></m:FindItem>`,
  `<m:FindItem Traversal="Shallow"><m:ItemShape>${shape}</m:ItemShape><m:CalendarView MaxEntriesReturned="20" StartDate="2026-11-23T00:00:00Z" EndDate="2026-12-07T00:00:00+01:00"/><m:ParentFolderIds>${calendar}</m:ParentFolderIds></m:FindItem>`,
  `<m:GetItem><m:ItemShape>${shape}</m:ItemShape><m:ItemIds><t:ItemId Id="AAAA"/><t:OccurrenceItemId RecurringMasterId="AAAA" InstanceIndex="3"/></m:ItemIds></m:GetItem>`,
  `<m:SyncFolderHierarchy><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:SyncFolderId>${inbox}</m:SyncFolderId><m:SyncState>NS8w</m:SyncState></m:SyncFolderHierarchy>`,
  `<m:SyncFolderItems><m:ItemShape>${shape}</m:ItemShape><m:SyncFolderId>${inbox}</m:SyncFolderId><m:Ignore><t:ItemId Id="AAAA"/></m:Ignore><m:MaxChangesReturned>3</m:MaxChangesReturned></m:SyncFolderItems>`,
  `<m:CreateFolder><m:ParentFolderId>${inbox}</m:ParentFolderId><m:Folders><t:Folder><t:FolderClass>IPF.Note</t:FolderClass><t:DisplayName>Fuzz</t:DisplayName><t:ExtendedProperty><t:ExtendedFieldURI PropertyTag="0x3004" PropertyType="String"/><t:Value>x</t:Value></t:ExtendedProperty></t:Folder><t:CalendarFolder><t:DisplayName>Dates</t:DisplayName></t:CalendarFolder></m:Folders></m:CreateFolder>`,
  `<m:UpdateFolder><m:FolderChanges><t:FolderChange>${inbox}<t:Updates><t:SetFolderField><t:ExtendedFieldURI PropertyTag="0x3004" PropertyType="String"/><t:Folder><t:ExtendedProperty><t:ExtendedFieldURI PropertyTag="0x3004" PropertyType="String"/><t:Value>y</t:Value></t:ExtendedProperty></t:Folder></t:SetFolderField><t:DeleteFolderField><t:FieldURI FieldURI="folder:DisplayName"/></t:DeleteFolderField></t:Updates></t:FolderChange></m:FolderChanges></m:UpdateFolder>`,
  `<m:MoveFolder><m:ToFolderId>${inbox}</m:ToFolderId><m:FolderIds><t:DistinguishedFolderId Id="drafts"/><t:FolderId Id="AAAA"/></m:FolderIds></m:MoveFolder>`,
  `<m:CopyFolder><m:ToFolderId><t:DistinguishedFolderId Id="junkemail"/></m:ToFolderId><m:FolderIds><t:DistinguishedFolderId Id="drafts"/></m:FolderIds></m:CopyFolder>`,
  `<m:DeleteFolder DeleteType="SoftDelete"><m:FolderIds><t:FolderId Id="AAAA"/></m:FolderIds></m:DeleteFolder>`,
  `<m:EmptyFolder DeleteType="MoveToDeletedItems" DeleteSubFolders="false"><m:FolderIds><t:DistinguishedFolderId Id="drafts"/></m:FolderIds></m:EmptyFolder>`,
  `<m:UpdateItem ConflictResolution="AutoResolve" MessageDisposition="SaveOnly"><m:ItemChanges><t:ItemChange><t:ItemId Id="AAAA" ChangeKey="AQAAAAAAAQ=="/><t:Updates><t:SetItemField><t:FieldURI FieldURI="item:Subject"/><t:Message><t:Subject>y</t:Subject></t:Message></t:SetItemField><t:DeleteItemField><t:FieldURI FieldURI="item:Body"/></t:DeleteItemField></t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>`,
  `<m:DeleteItem DeleteType="HardDelete"><m:ItemIds><t:ItemId Id="AAAA"/></m:ItemIds></m:DeleteItem>`,
  `<m:Subscribe><m:PullSubscriptionRequest><t:FolderIds>${inbox}</t:FolderIds><t:EventTypes><t:EventType>CreatedEvent</t:EventType><t:EventType>NewMailEvent</t:EventType></t:EventTypes><t:Timeout>10</t:Timeout></m:PullSubscriptionRequest></m:Subscribe>`,
  `<m:GetEvents><m:SubscriptionId>AAAA</m:SubscriptionId><m:Watermark>AAAA</m:Watermark></m:GetEvents>`,
  `<m:Unsubscribe><m:SubscriptionId>AAAA</m:SubscriptionId></m:Unsubscribe>`,
  `<m:GetUserAvailabilityRequest><t:TimeZone><t:Bias>-60</t:Bias><t:StandardTime><t:Bias>0</t:Bias><t:Time>03:00:00</t:Time><t:DayOrder>5</t:DayOrder><t:Month>10</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:StandardTime><t:DaylightTime><t:Bias>-60</t:Bias><t:Time>02:00:00</t:Time><t:DayOrder>5</t:DayOrder><t:Month>3</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:DaylightTime></t:TimeZone><m:MailboxDataArray><t:MailboxData><t:Email><t:Address>user2@msxfaq.de</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData></m:MailboxDataArray><t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>2026-11-23T00:00:00</t:StartTime><t:EndTime>2026-11-28T00:00:00</t:EndTime></t:TimeWindow><t:MergedFreeBusyIntervalInMinutes>30</t:MergedFreeBusyIntervalInMinutes><t:RequestedView>DetailedMerged</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>`,
].map(ewsRequest);
