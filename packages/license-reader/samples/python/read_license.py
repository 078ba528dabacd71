"""Reads and verifies a license file of the Activation Wizard. Python 3.8, standard library only. See README.md."""
import base64, functools, hashlib, json, os, re, stat, sys
from datetime import datetime, timedelta, timezone

class Refused(Exception): pass
def need(condition, reason):
    if not condition: raise Refused(reason)

def public_key(pem):  # (modulus, exponent) of a "BEGIN PUBLIC KEY"; with 2048 bits or more they begin at byte 28
    der = base64.b64decode(pem.split('-----')[2])
    end = 32 + int.from_bytes(der[30:32], 'big')
    if der[28:30] != b'\2\x82' or end < 32 + 257: raise ValueError('the key is no RSA key of 2048 bits or more')
    return int.from_bytes(der[32:end], 'big'), int.from_bytes(der[end + 2:], 'big')
def is_signed(key, signature, *texts):  # one of the texts, by RSASSA-PKCS1-v1_5 with SHA-256, in canonical Base64
    is_text = re.fullmatch('(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?', signature)
    size, raw = (key[0].bit_length() + 7) // 8, base64.b64decode(signature if is_text else '')
    block = pow(int.from_bytes(raw, 'big'), key[1], key[0]).to_bytes(size, 'big')
    start = b'\0\1' + b'\xff' * (size - 54) + bytes.fromhex('003031300d060960864801650304020105000420')
    good = [start + hashlib.sha256(text if isinstance(text, bytes) else text.encode()).digest() for text in texts]
    return len(raw) == size and base64.b64encode(raw).decode() == signature and block in good
is_known = functools.lru_cache(4096)(is_signed)  # licenses of one holder share text and signature

def cut(text):  # the parts of an object or a list, as they stand: {name or index: (text of value, text with name)}
    parts, at, decode, skip = {}, 1, json.JSONDecoder().raw_decode, re.compile(r'[\s,:]*').match
    while (start := skip(text, at).end()) < len(text) - 1:
        name, at = decode(text, start) if text[0] == '{' else (len(parts), start)
        value = skip(text, at).end()
        at = decode(text, value)[1]
        need(name not in parts, 'not-genuine')
        parts[name] = text[value:at], text[start:at]
    return parts
def without(parts, *names):  # an object without some members, every other character as received
    return '{%s}' % ','.join(whole for name, (_, whole) in parts.items() if name not in names)
def signed_licenses(text, key):  # (is it a refresh, what one signature covers, its licenses), once each is covered
    top, own, bundle = cut(text), ('license_signature', 'license_signature_v2'), 'bundle_signature_v2'
    is_refresh = 'licenses' not in top and 'product_details' in top
    listed = cut(top['licenses'][0]) if 'licenses' in top else top
    items = [top] if is_refresh else [cut(value) for value, _ in listed.values()]
    signature = lambda parts, name: str(json.loads(parts[name][0]) or '') if name in parts else ''
    by_bundle = lambda *texts: 'licenses' in top and is_signed(key, signature(top, bundle), *texts)
    stripped = lambda *names: '[%s]' % ','.join(without(item, *names) for item in items)
    covered = 'items'
    if by_bundle(top.get('licenses', [''])[0], without(top, bundle)): covered = 'whole'
    elif by_bundle(stripped(*own, 'offline_signature'), stripped(*own)): covered = 'list'
    else:
        by_itself = lambda item: is_signed(key, signature(item, own[1]), without(item, *own[is_refresh:]))
        need(all(map(by_itself, items)), 'not-genuine')
    return is_refresh, covered, [json.loads(without(item)) for item in items]

def is_bound(item, hardware_id, key, sent):  # the license's own signature names this computer, its holder and its end
    user, end = item.get('user'), item.get('validity_period') or ''
    users = [item.get('username'), user.get('email') if isinstance(user, dict) else None]
    holders = [item['license_key']] if item.get('license_key') else [str(user).split('|')[0] for user in users if user]
    holders += [sent.split('|')[0], sent] if sent else []  # the user name that was sent stands in the envelope
    texts = [f'{hardware_id}#{name}#{end}'.lower() for name in holders]
    return isinstance(item.get('license_signature'), str) and is_known(key, item['license_signature'], *texts)

CLOCK = r'(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,6})\d*)?)? ?(?:Z|(?:UTC|GMT)?(?:([+-])(\d\d):?(\d\d)?)?)'
ISO = re.compile(r'(\d{4})-(\d\d)-(\d\d)(?:[T ]' + CLOCK + ')?', re.I)
WORDS = re.compile(r'(?:\w{3},? )?(?:(\d{1,2}) )?([A-Z]{3}) (?:(\d{1,2}) )?(\d{4}) ' + CLOCK + r'(?: \([^)]*\))?', re.I)
MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split()
def instant(value):  # None for none; ValueError for no date. Without a zone it is UTC
    if value is None or value == '': return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)): raise ValueError('no date')
    text = str(value).strip()
    if re.fullmatch(r'\d{9,15}(\.\d{1,9})?', text):  # seconds or milliseconds since 1970
        return datetime.fromtimestamp(float(text) / (1 if float(text) < 1e11 else 1000), timezone.utc)
    iso, words = ISO.fullmatch(text), WORDS.fullmatch(text)
    if iso: year, month, day, hour, minute, second, fraction, sign, ahead, more = iso.groups()
    elif words: first, name, last, year, hour, minute, second, fraction, sign, ahead, more = words.groups()
    else: raise ValueError('no date')
    if not iso: day, month = first or last or 0, MONTHS.index(name.lower()) + 1
    parts = [int(part or 0) for part in (year, month, day, hour, minute, second, (fraction or '').ljust(6, '0'))]
    zone = timedelta(hours=int(ahead or 0), minutes=int(more or 0)) * (-1 if sign == '-' else 1)
    return datetime(*parts, tzinfo=timezone(zone))
def is_date(value):
    try: return instant(value) is None or True
    except (ValueError, OverflowError, OSError): return False
def written(item):  # None where it is not said, or not as a date
    return instant(item.get('date')) if is_date(item.get('date')) else None
def code_of(item):
    code = item['product_details'].get('short_code') if isinstance(item.get('product_details'), dict) else None
    return code if isinstance(code, str) else ''
def is_id(value):  # a whole number up to 2^53 - 1, which every language holds exactly, or its digits
    if isinstance(value, str): return re.fullmatch('[0-9]{1,16}', value) is not None and int(value) < 2 ** 53
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 2 ** 53 and value % 1 == 0
def can_be_judged(item):  # a member that decides and cannot be read costs this license, and no other
    flags = [item.get('license_enabled'), item.get('license_active')]
    texts = [item.get('license_key'), item.get('hardware_id')]
    return (is_id(item.get('id')) and code_of(item) != '' and is_date(item.get('start_date')) and has_end(item)
            and all(any(flag is one for one in (None, True, False)) for flag in flags)
            and all(text is None or isinstance(text, str) for text in texts))
def has_end(item): return is_date(item.get('validity_period'))
def is_bindable(item):  # holder and end can be read: its own signature can be checked
    return has_end(item) and (item.get('license_key') is None or isinstance(item['license_key'], str))
def standing(item, now):  # usable are 'valid' and 'grace'
    if not can_be_judged(item): return 'unknown'
    start, end = instant(item.get('start_date')), instant(item.get('validity_period'))
    if item.get('license_enabled') is False: return 'disabled'
    if item.get('license_active') is False: return 'inactive'
    if start and now < start: return 'not-started'
    if end is None or now < end: return 'valid'
    has_grace, hours = item.get('allow_grace_period') is True, item.get('grace_period')
    is_number = isinstance(hours, (int, float)) and not isinstance(hours, bool)
    if item.get('license_type') != 'subscription' or not has_grace or not is_number: return 'expired'
    return 'grace' if now < end + timedelta(hours=hours) else 'expired'

def are_one(items, covered):  # licenses that are signed one by one: those of two answers must not pass for one
    texts = lambda name: [str(item[name]) for item in items if item.get(name)]
    ids, own, dates = texts('request_id'), texts('offline_signature'), list(filter(None, map(written, items)))
    clash = len(set(ids)) > 1 or dates and max(dates) - min(dates) > timedelta(minutes=5)
    tied = len(items) in (1, len(ids), len(dates)) or len(own) == len(items) and len(set(own)) == 1
    return not clash and (covered != 'items' or tied)
def read_part(part, key, hardware_id, bundle, sent):  # (is it a refresh, its licenses), verified and for this computer
    is_online = {'online': True, 'offline': False, 'refresh': False}[part['road']]
    body = base64.b64decode(part['body'], validate=True)
    need(not is_online or is_signed(key, part['signature'].strip(), body), 'not-genuine')
    signed = (False, 'whole', json.loads(body.decode())) if is_online else signed_licenses(body.decode().strip(), key)
    is_refresh, covered, items = signed
    need(items and all(isinstance(item, dict) for item in items), 'malformed')
    codes, named = [code_of(item) for item in items], [item.get('hardware_id') for item in items]
    here = [not isinstance(name, str) or name in ('', hardware_id) for name in named]
    readable = [is_bindable(item) for item in items]
    tied = [a and b and is_bound(item, hardware_id, key, sent) for a, b, item in zip(here, readable, items)]
    alone = any(tied) and covered == 'whole'  # the server sent it so: what is not for this computer costs itself alone
    need(alone or all(here), 'other-computer')
    need(is_refresh or bundle in codes, 'other-product')
    need(alone or any(tied) and tied == readable, 'other-computer' if covered == 'whole' else 'not-genuine')
    need(is_online or is_refresh or are_one(items, covered), 'not-genuine')
    return is_refresh, list(zip(codes, tied, items))
def refreshed(known, newer):  # the same license, where it was written later, takes the place
    code, _, new = newer
    def is_newer(old):
        is_same = is_id(new.get('id')) and str(new['id']) == str(old.get('id'))
        return is_same and written(new) and (written(old) is None or written(new) > written(old))
    return [newer if name == code and is_newer(old) else (name, tied, old) for name, tied, old in known]

def small_file(path, most):  # its bytes; a pipe, a device or a link in its place is neither waited for nor followed
    def opener(name, flags):
        if not stat.S_ISREG(os.lstat(name).st_mode): raise OSError('not a file')
        return os.open(name, flags | getattr(os, 'O_NONBLOCK', 0) | getattr(os, 'O_NOFOLLOW', 0))
    with open(path, 'rb', opener=opener) as source:
        found = os.fstat(source.fileno())
        need(stat.S_ISREG(found.st_mode), 'unreadable')
        need(found.st_size <= most, 'malformed')
        return source.read()
def state_of(path, content):  # what the wizard remembers of this file: (was it given back, the refused check or None)
    folder, name = os.path.split(path)
    place = os.path.join(folder, 'state', re.sub(r'\.lic$', '', name) + '.json')
    try:
        state, digest = json.loads(small_file(place, 65536).decode()), hashlib.sha256(content).hexdigest()
        if (state['format'], state['version']) != ('activation-wizard/state', 1): return False, None
        members = lambda name: state[name] if isinstance(state.get(name), dict) else {}
        ended, refusal = members('returned').get('sha256'), members('refusal')
        is_ours = refusal.get('sha256') == digest and isinstance(refusal.get('code'), str)
        at = exact(refusal.get('at')) if is_ours else None
        return isinstance(ended, list) and digest in ended, {**refusal, 'at': at} if at else None
    except (Refused, OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError): return False, None
def exact(text):  # an instant in the very form in which the wizard writes it
    form = r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z'
    try: return instant(text) if isinstance(text, str) and re.fullmatch(form, text, re.ASCII) else None
    except ValueError: return None

def read_license(path, pem, hardware_id, bundle, now=None, after_refusal_days=None):
    """{'ok': True, 'licenses': [(code, standing, license)], 'refusal': ...}, or {'ok': False, 'reason': ...}."""
    try:
        content = small_file(path, 128 * 1024 * 1024)
        is_returned, refusal = state_of(path, content)
        need(not is_returned, 'returned')
        file = json.loads(content.decode())
        need(file['format'] == 'activation-wizard/license' and file['version'] == 1 and file['signed'], 'malformed')
        known, now, sent = [], now or datetime.now(timezone.utc), file.get('username')
        need('username' not in file or isinstance(sent, str) and 0 < len(sent) <= 1000, 'malformed')
        for part in file['signed']:
            is_refresh, licenses = read_part(part, public_key(pem), hardware_id, bundle, sent)
            need(is_refresh == bool(known), 'not-genuine')
            known = refreshed(known, licenses[0]) if is_refresh else licenses
        days = after_refusal_days  # activation.afterRefusal.days of the wizard's configuration; None: only told
        is_over = refusal and days is not None and now >= refusal['at'] + timedelta(days=days)
        kind = lambda word: 'unconfirmed' if is_over and word in ('valid', 'grace') else word
        judged = [(code, kind(standing(item, now) if tied else 'unknown'), item) for code, tied, item in known]
        return {'ok': True, 'licenses': judged, 'refusal': refusal}
    except Refused as refused: reason = str(refused)
    except (FileNotFoundError, NotADirectoryError): reason = 'missing'
    except OSError: reason = 'unreadable'
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError): reason = 'malformed'
    return {'ok': False, 'reason': reason}

if __name__ == '__main__':
    with open(sys.argv[2]) as pem: answer = read_license(sys.argv[1], pem.read(), *sys.argv[3:5])
    print([entry[:2] for entry in answer['licenses']] if answer['ok'] else answer['reason'])
    sys.exit(0 if answer['ok'] else 1)
