"""Exchange's web services, used by exchangelib. Reads what to do as JSON from standard input, writes what came of each step.

A step that fails says so as {"error": name of the exception, "text": its words}: what the person at the client would see.
"""

import datetime
import json
import os
import socket
import sys
import traceback

wishes = json.load(sys.stdin)
os.environ['REQUESTS_CA_BUNDLE'] = wishes['ca']

look_up = socket.getaddrinfo


def as_in_public_dns(host, port, *more, **options):
    """The lab has the names of the real world on other ports: what a hosts file would do, and more."""
    place = wishes['places'].get(host)
    return look_up(place[0], place[1], *more, **options) if place else look_up(host, port, *more, **options)


socket.getaddrinfo = as_in_public_dns

from exchangelib import (  # noqa: E402
    DELEGATE,
    OAUTH2,
    Account,
    CalendarItem,
    Configuration,
    Contact,
    EWSDateTime,
    EWSTimeZone,
    ExtendedProperty,
    FileAttachment,
    ItemAttachment,
    Message,
    OAuth2AuthorizationCodeCredentials,
    OofSettings,
    Task,
)
from exchangelib.errors import EWSError  # noqa: E402
from exchangelib.folders import Messages  # noqa: E402
from exchangelib.properties import AlternateId, DistinguishedFolderId, Mailbox  # noqa: E402
from exchangelib.protocol import BaseProtocol, FailFast  # noqa: E402
from exchangelib.recurrence import DailyPattern, Recurrence  # noqa: E402
from exchangelib.services import GetFolder  # noqa: E402
from exchangelib.version import Version  # noqa: E402
from oauthlib.oauth2 import OAuth2Token  # noqa: E402

BaseProtocol.USERAGENT = 'exchangelib'
berlin = EWSTimeZone('Europe/Berlin')
now = EWSDateTime.now(berlin).replace(minute=0, second=0, microsecond=0)
tomorrow = now + datetime.timedelta(days=1)


def connect():
    token = OAuth2Token({'access_token': wishes['token'], 'token_type': 'Bearer', 'expires_in': 3600})
    return Account(
        primary_smtp_address=wishes['mailbox'],
        config=Configuration(
            service_endpoint=wishes['endpoint'],
            credentials=OAuth2AuthorizationCodeCredentials(access_token=token),
            auth_type=OAUTH2,
            retry_policy=FailFast(),
        ),
        autodiscover=False,
        access_type=DELEGATE,
        default_timezone=berlin,
    )


class LabMark(ExtendedProperty):
    property_set_id = 'c11ff724-aa03-4555-9952-8fa248a11c3e'
    property_name = 'lab mark'
    property_type = 'String'


Message.register('lab_mark', LabMark)


def version(account):
    found: Version = account.version
    return {'api': found.api_version, 'build': str(found.build)}


def folders(account):
    return {
        'top': sorted(folder.name for folder in account.msg_folder_root.children),
        'inbox': [account.inbox.name, account.inbox.total_count, account.inbox.folder_class],
        'walked': len(list(account.root.walk())),
    }


def folder_life(account):
    folder = Messages(parent=account.inbox, name='Projects')
    folder.save()
    within = Messages(parent=folder, name='2026')
    within.save()
    folder.name = 'Old projects'
    folder.save(update_fields=['name'])
    there = (account.inbox / 'Old projects' / '2026').name
    within.move(account.inbox)
    Message(account=account, folder=folder, subject='to be emptied').save()
    folder.empty()
    left = folder.all().count()
    folder.delete()
    within.delete()
    account.inbox.refresh()
    return [there, left, sorted(one.name for one in account.inbox.children)]


def items(account):
    found = account.inbox.all().order_by('-datetime_received').only('subject', 'sender', 'is_read', 'datetime_received')
    first = list(found[:3])
    whole = account.inbox.get(id=first[0].id, changekey=first[0].changekey)
    pages = account.inbox.all()
    pages.page_size = 2
    return {
        'subjects': [item.subject for item in first],
        'sorted': [item.datetime_received for item in first]
        == sorted((item.datetime_received for item in first), reverse=True),
        'count': account.inbox.all().count(),
        'paged': len(list(pages)),
        'filtered': [
            item.subject for item in account.inbox.filter(subject__icontains=first[0].subject[:5]).only('subject')
        ],
        'sender': whole.sender.email_address,
        'body': bool(whole.body),
        'none': account.inbox.filter(subject='no such subject').count(),
    }


def item_life(account):
    draft = Message(
        account=account,
        folder=account.drafts,
        subject='Ünicode & <tags>',
        body='one',
        to_recipients=[wishes['mailbox']],
        categories=['red'],
        lab_mark='here',
    )
    draft.save()
    draft.subject = 'changed'
    draft.body = 'two'
    draft.save(update_fields=['subject', 'body'])
    read = account.drafts.get(id=draft.id)
    marked = account.drafts.filter(lab_mark='here').count()
    draft.refresh()
    draft.move(account.inbox)
    copied = draft.copy(account.junk)
    read_again = account.inbox.get(subject='changed')
    read_again.is_read = True
    read_again.save(update_fields=['is_read'])
    read_again.move_to_trash()
    in_trash = account.trash.filter(subject='changed').count()
    account.trash.filter(subject='changed').delete()
    return {
        'subject': read.subject,
        'body': str(read.body),
        'mark': read.lab_mark,
        'categories': read.categories,
        'marked': marked,
        'copied': account.junk.get(id=copied[0] if isinstance(copied, tuple) else copied).subject,
        'in trash': in_trash,
        'left': account.trash.filter(subject='changed').count(),
    }


def mail(account):
    message = Message(
        account=account,
        subject='to myself and a colleague',
        body='text',
        to_recipients=[wishes['mailbox']],
        cc_recipients=[wishes['colleague']],
    )
    message.attach(FileAttachment(name='notes.txt', content=b'some notes'))
    message.send_and_save()
    arrived = account.inbox.get(subject=message.subject)
    sent = account.sent.get(subject=message.subject)
    arrived.reply(subject='Re: ' + message.subject, body='answer')
    mime = arrived.mime_content.decode()
    return {
        'unread': not arrived.is_read,
        'sender': arrived.sender.email_address,
        'attachment': [(one.name, one.content.decode()) for one in arrived.attachments],
        'sent': sent.subject,
        'reply': account.inbox.get(subject='Re: ' + message.subject).text_body.strip()[:6],
        'mime': 'Subject: ' + message.subject in mime,
    }


def attachments(account):
    message = Message(account=account, folder=account.drafts, subject='with attachments')
    message.save()
    message.attach(FileAttachment(name='a.bin', content=bytes(range(256))))
    message.attach(ItemAttachment(name='within', item=Message(subject='inner', body='x')))
    read = account.drafts.get(id=message.id)
    file, item = sorted(read.attachments, key=lambda one: one.name)
    found = {
        'file': file.content == bytes(range(256)),
        'item': item.item.subject,
        'has': read.has_attachments,
    }
    read.detach(file)
    found['left'] = [one.name for one in account.drafts.get(id=message.id).attachments]
    message.delete()
    return found


def calendar(account):
    item = CalendarItem(
        account=account,
        folder=account.calendar,
        subject='appointment of exchangelib',
        location='here',
        start=tomorrow,
        end=tomorrow + datetime.timedelta(hours=1),
    )
    item.save()
    seen = [
        one
        for one in account.calendar.view(start=tomorrow - datetime.timedelta(days=1), end=tomorrow + datetime.timedelta(days=2))
        if one.subject == item.subject
    ]
    start = seen[0].start.astimezone(berlin)
    item.delete()
    return {'seen': len(seen), 'start': start == tomorrow, 'location': seen[0].location}


def series(account):
    item = CalendarItem(
        account=account,
        folder=account.calendar,
        subject='every second day',
        start=tomorrow,
        end=tomorrow + datetime.timedelta(minutes=30),
        recurrence=Recurrence(pattern=DailyPattern(interval=2), start=tomorrow.date(), number=4),
    )
    item.save()
    second = item.occurrence(2)
    second.refresh()
    second.subject = 'another'
    second.save(update_fields=['subject'])
    item.occurrence(3).delete()
    window = account.calendar.view(start=tomorrow - datetime.timedelta(hours=1), end=tomorrow + datetime.timedelta(days=9))
    seen = [(one.start.astimezone(berlin).date() - tomorrow.date()).days for one in window if one.subject in (item.subject, 'another')]
    item.refresh()
    found = {
        'days': sorted(seen),
        'modified': len(item.modified_occurrences or []),
        'deleted': len(item.deleted_occurrences or []),
        'last': (item.last_occurrence.start.astimezone(berlin).date() - tomorrow.date()).days,
    }
    item.delete()
    return found


def contact_and_task(account):
    contact = Contact(
        account=account, folder=account.contacts, given_name='Ada', surname='Lovelace', display_name='Ada Lovelace', company_name='Engines'
    )
    contact.save()
    task = Task(account=account, folder=account.tasks, subject='to do', due_date=tomorrow.date())
    task.save()
    found = [account.contacts.get(surname='Lovelace').company_name, account.tasks.get(subject='to do').due_date == tomorrow.date()]
    contact.delete()
    task.delete()
    return found


def free_busy(account):
    start = tomorrow.replace(hour=0)
    asked = [(account, 'Organizer', False), (wishes['colleague'], 'Required', False), ('nobody@' + wishes['mailbox'].split('@')[1], 'Optional', False)]
    views = account.protocol.get_free_busy_info(
        accounts=asked, start=start, end=start + datetime.timedelta(days=7), merged_free_busy_interval=30, requested_view='DetailedMerged'
    )
    return [describe_view(view) for view in views]


def describe_view(view):
    if isinstance(view, Exception):
        return {'error': type(view).__name__, 'text': str(view)}
    return {
        'type': view.view_type,
        'merged': view.merged,
        'events': len(view.calendar_events or []),
        'hours': bool(view.working_hours),
    }


def names(account):
    found = account.protocol.resolve_names([wishes['mailbox'].split('@')[0]], return_full_contact_data=True)
    return [[mailbox.email_address, contact.display_name if contact else None] for mailbox, contact in found]


def time_zones(account):
    zones = list(account.protocol.get_timezones(return_full_timezone_data=True))
    named = {zone.id: zone for zone in zones}
    summer = named['W. Europe Standard Time']
    return {
        'many': len(zones) > 100,
        'name': summer.name,
        'bias': [period.bias_in_minutes for period in summer.periods if period.name == 'Standard'][:1],
    }


def conversion(account):
    item = account.inbox.all().only('subject')[0]
    hexadecimal = list(
        account.protocol.convert_ids(
            [AlternateId(id=item.id, format='EwsId', mailbox=account.primary_smtp_address)], destination_format='HexEntryId'
        )
    )[0]
    back = list(account.protocol.convert_ids([hexadecimal], destination_format='EwsId'))[0]
    return back.id == item.id


def out_of_office(account):
    account.oof_settings = OofSettings(
        state=OofSettings.SCHEDULED,
        external_audience='Known',
        internal_reply='away',
        external_reply='gone',
        start=tomorrow,
        end=tomorrow + datetime.timedelta(days=1),
    )
    read = account.oof_settings
    account.oof_settings = OofSettings(state=OofSettings.DISABLED, internal_reply='', external_reply='')
    return [read.state, read.internal_reply, read.external_reply, account.oof_settings.state]


def synchronisation(account):
    first = list(account.inbox.sync_items())
    state = account.inbox.item_sync_state
    message = Message(account=account, folder=account.inbox, subject='new to sync')
    message.save()
    second = [(kind, item.subject) for kind, item in account.inbox.sync_items(sync_state=state, only_fields=['subject'])]
    message.delete()
    third = [kind for kind, _ in account.inbox.sync_items(sync_state=account.inbox.item_sync_state, only_fields=['subject'])]
    hierarchy = list(account.root.sync_hierarchy())
    return {'first': {kind for kind, _ in first} == {'create'}, 'second': second, 'third': third, 'hierarchy': len(hierarchy) > 10}


def notifications(account):
    subscription, watermark = account.inbox.subscribe_to_pull(timeout=10)
    Message(account=account, folder=account.inbox, subject='an event').save()
    seen = [type(event).__name__ for one in account.inbox.get_events(subscription, watermark) for event in one.events]
    account.inbox.filter(subject='an event').delete()
    account.inbox.unsubscribe(subscription)
    return seen


def people(account):
    return [person.display_name for person in account.contacts.people().filter(display_name__icontains='ada')]


def delegates(account):
    return len(account.delegates)


def group(account):
    return sorted(one.email_address for one in account.protocol.expand_dl(wishes['group']))


def no_such_item(account):
    found = list(account.fetch(ids=[('AAMkADAwATM0MDAAMS0=', None)]))
    return describe_view(found[0])


def gone_item(account):
    message = Message(account=account, folder=account.drafts, subject='soon gone')
    message.save()
    gone = (message.id, message.changekey)
    message.delete()
    return describe_view(list(account.fetch(ids=[gone]))[0])


def foreign_mailbox(account):
    named = DistinguishedFolderId(id='inbox', mailbox=Mailbox(email_address=wishes['colleague']))
    found = list(GetFolder(account=account).call(folders=[named], additional_fields=[], shape='IdOnly'))
    return describe_view(found[0])


def run():
    try:
        account = connect()
        account.version  # the first request
    except Exception as error:  # noqa: BLE001: whatever the client says is what is wanted
        return {'connect': {'error': type(error).__name__, 'text': str(error)}}
    results = {'connect': True}
    for name in wishes['steps']:
        try:
            results[name] = globals()[name](account)
        except EWSError as error:
            results[name] = {'error': type(error).__name__, 'text': str(error)}
        except Exception as error:  # noqa: BLE001
            results[name] = {'error': type(error).__name__, 'text': traceback.format_exc()}
    return results


json.dump(run(), sys.stdout)
