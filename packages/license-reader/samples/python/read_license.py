"""Reads and verifies a license file of the Activation Wizard. Python 3.8 or newer, standard library only:
python3 read_license.py SUITE.lic public-key.pem HARDWARE_ID BUNDLE_CODE (docs: ../../README.md)"""
import base64, hashlib, json, re, sys
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

SIGNATURES = ('license_signature', 'license_signature_v2')

class Refused(Exception): pass

def need(condition, reason):
    if not condition: raise Refused(reason)

def public_key(pem):  # (modulus, exponent): the last two DER integers of a PEM "BEGIN PUBLIC KEY"
    der, at, numbers = base64.b64decode(''.join(pem.strip().splitlines()[1:-1])), 0, []
    while at < len(der):
        tag, size, at = der[at], der[at + 1], at + 2
        if size > 128: size, at = int.from_bytes(der[at:at + size - 128], 'big'), at + size - 128
        if tag == 2: numbers.append(int.from_bytes(der[at:at + size], 'big'))
        at += {0x30: 0, 3: 1}.get(tag, size)  # into a sequence or a bit string, past anything else
    return numbers[-2], numbers[-1]

def is_signed(key, data, signature):  # RSASSA-PKCS1-v1_5 with SHA-256: compare with the one block that is right
    size, raw = (key[0].bit_length() + 7) // 8, base64.b64decode(signature)
    info = bytes.fromhex('3031300d060960864801650304020105000420') + hashlib.sha256(data).digest()
    block = b'\0\1' + b'\xff' * (size - len(info) - 3) + b'\0' + info
    is_whole = len(raw) == size and base64.b64encode(raw).decode() == signature
    return is_whole and pow(int.from_bytes(raw, 'big'), key[1], key[0]).to_bytes(size, 'big') == block

def cut(text):  # the parts of an object or a list, as they stand: [(name or None, text of value, text of whole)]
    parts, at, decode = [], 1, json.JSONDecoder().raw_decode
    while text[at:-1].strip():
        start = at = re.compile(r'[\s,]*').match(text, at).end()
        name, at = decode(text, at) if text[0] == '{' else (None, at)
        value = at = re.compile(r'\s*:?\s*').match(text, at).end()
        at = decode(text, at)[1]
        parts.append((name, text[value:at], text[start:at]))
    need(text[0] == '[' or len({name for name, _, _ in parts}) == len(parts), 'not-genuine')  # no name twice
    return parts

def signed_list(text, key):  # (is it a refresh, text of the list), once a signature covers every license in it
    join = lambda parts, *names: '{%s}' % ','.join(whole for name, _, whole in parts if name not in names)
    again = lambda text: [text, json.dumps(json.loads(text), separators=(',', ':'), ensure_ascii=False)]
    covers = lambda texts, given: any(is_signed(key, text.encode(), json.loads(given)) for text in texts)
    whole = cut(text.strip())
    top = {name: value for name, value, _ in whole}
    is_refresh = 'licenses' not in top and 'product_details' in top
    texts = [value for _, value, _ in cut(top.get('licenses', text.strip()))] if not is_refresh else [text.strip()]
    items = [cut(item) for item in texts]
    need(items and all('product_details' in [name for name, _, _ in item] for item in items), 'not-genuine')
    own = [next((value for name, value, _ in item if name == SIGNATURES[1]), None) for item in items]
    bodies = [join(item, *SIGNATURES[1 if is_refresh else 0:]) for item in items]
    if not all(given and covers(again(body), given) for body, given in zip(bodies, own)):
        need('licenses' in top and 'bundle_signature_v2' in top, 'not-genuine')
        stripped = '[%s]' % ','.join(join(item, *SIGNATURES, 'offline_signature') for item in items)
        forms = again(top['licenses']) + again(join(whole, 'bundle_signature_v2')) + [stripped]
        need(covers(forms, top['bundle_signature_v2']), 'not-genuine')
    return is_refresh, '[%s]' % ','.join(texts)

def instant(text):
    at = datetime.fromisoformat(text.replace('Z', '+00:00')) if text else None
    return at.replace(tzinfo=timezone.utc) if at and at.tzinfo is None else at

def written(item):  # "Sun Nov 22 2026 10:00:00 GMT+0000", or the date of HTTP
    try: return datetime.strptime(item['date'], '%a %b %d %Y %H:%M:%S GMT%z')
    except ValueError: return parsedate_to_datetime(item['date'])

def is_bound(item, hardware_id, key):  # the license's own signature names this computer, its holder and its end
    end = instant(item.get('validity_period'))
    iso = end.astimezone(timezone.utc).isoformat(timespec='milliseconds')[:23] + 'z' if end else ''
    ends = {item.get('validity_period') or '', iso}
    users = [name.split('|')[0] for name in (item.get('username'), (item.get('user') or {}).get('email')) if name]
    return any(is_signed(key, f'{hardware_id}#{holder}#{end}'.lower().encode(), item['license_signature'])
               for holder in ([item['license_key']] if item.get('license_key') else users) for end in ends)

def standing(item, now):
    start, end = instant(item.get('start_date')), instant(item.get('validity_period'))
    has_grace = item['license_type'] == 'subscription' and item.get('allow_grace_period')
    if item.get('license_enabled') is False: return 'disabled'
    if start and now < start: return 'not-started'
    if end is None or now < end: return 'valid'
    return 'grace' if now < end + timedelta(hours=item.get('grace_period') or 0 if has_grace else 0) else 'expired'

def read_licenses(text, key, hardware_id, bundle):
    known, file = [], json.loads(text)
    need(file['format'] == 'activation-wizard/license' and file['version'] == 1 and file['signed'], 'malformed')
    for index, part in enumerate(file['signed']):
        need(part['road'] in ('online', 'offline', 'refresh'), 'malformed')
        body, is_online = base64.b64decode(part['body'], validate=True), part['road'] == 'online'
        need(not is_online or is_signed(key, body, part['signature'].strip()), 'not-genuine')
        is_refresh, listed = (False, body.decode()) if is_online else signed_list(body.decode(), key)
        items = json.loads(listed)
        need(is_refresh == (index > 0), 'not-genuine')
        need(all(item.get('hardware_id') in (None, '', hardware_id) for item in items), 'other-computer')
        codes = [item['product_details']['short_code'] for item in items]
        need(len(set(codes)) == len(codes) > 0, 'malformed')
        need(is_refresh or bundle in codes, 'other-product')
        need(all(is_bound(item, hardware_id, key) for item in items), 'other-computer' if is_online else 'not-genuine')
        if not is_online and not is_refresh:  # licenses of two answers must not pass for one
            dates = [written(item) for item in items if item.get('date')]
            is_one = not dates or max(dates) - min(dates) <= timedelta(minutes=5)
            need(is_one and len({item.get('request_id') or None for item in items}) == 1, 'not-genuine')
        same = lambda new, old: (new['id'], codes) == (old['id'], [old['product_details']['short_code']])
        newer = lambda new, old: same(new, old) and new.get('date') and old.get('date') and written(new) > written(old)
        known = [next((new for new in items if newer(new, old)), old) for old in known] if is_refresh else items
    return known

def read_license(path, pem, hardware_id, bundle, now=None):
    """{'ok': True, 'licenses': [(code, standing, license)]}, or {'ok': False, 'reason': ...}; it never raises."""
    try:
        with open(path, encoding='utf-8') as file: text = file.read()
        licenses = read_licenses(text, public_key(pem), hardware_id, bundle)
        now = now or datetime.now(timezone.utc)
        named = [(item['product_details']['short_code'], standing(item, now), item) for item in licenses]
        return {'ok': True, 'licenses': named}
    except Refused as refused: reason = str(refused)
    except OSError as error: reason = 'missing' if isinstance(error, FileNotFoundError) else 'unreadable'
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError): reason = 'malformed'
    return {'ok': False, 'reason': reason}

if __name__ == '__main__':
    with open(sys.argv[2]) as pem: answer = read_license(sys.argv[1], pem.read(), *sys.argv[3:5])
    print([entry[:2] for entry in answer['licenses']] if answer['ok'] else answer['reason'])
    sys.exit(0 if answer['ok'] else 1)
