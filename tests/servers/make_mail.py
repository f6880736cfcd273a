#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Godwit authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills Maildirs with realistic mail: threads, Korean, newsletters with inline images, attachments.

    make_mail.py MAIL_DIR [--count N] [--seed S] [--owner UID]

MAIL_DIR/alice/Maildir gets N messages (default 240) over several mailboxes, MAIL_DIR/bob/Maildir a few.
The same seed gives the same messages; only their dates count back from now.
"""
import argparse
import functools
import os
import random
import struct
import zlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from datetime import datetime, timedelta, timezone

PEOPLE = [
    ("Bob Lindqvist", "bob", "example.test"), ("Carol Mbeki", "carol", "example.test"),
    ("김서연", "seoyeon", "mail.example"), ("이수민", "sumin", "haneul.example"), ("박지훈", "jihoon", "haneul.example"),
    ("Jonas Weber", "jonas", "weber.example"), ("Mia Laurent", "mia", "photo.example"),
    ("Tomás Ortega", "tomas", "kayak.example"), ("Büro Süd", "info", "buero-sued.example"),
    ("Priya Nair", "priya", "tidewater.example"), ("山田 太郎", "taro", "yama.example"),
    ("Elena Petrova", "elena", "atlas.example"),
]
THREADS = [
    ("Harbour trip in May", ["The ferry leaves at 09:40, so we should meet at the pier by nine.",
                             "Nine is fine. I will bring the map and the coffee.",
                             "There is a second ferry at 11:10 if anyone oversleeps.",
                             "Nobody oversleeps on a harbour day. See you at nine!"]),
    ("Which kayak?", ["The red one is lighter, the green one tracks better. Which do we rent?",
                      "Green. The wind comes from the side in the afternoon.",
                      "The longer one tracks better but you will curse it on the portage."]),
    ("Invoice 2026-118", ["Please find the invoice for October attached. Thank you for the quick work.",
                          "Received, it goes out with the Thursday run."]),
    ("Release notes, second draft", ["Here is the second draft. Could you look at the part about offline work?",
                                     "I changed two sentences and one number. The number was wrong.",
                                     "Both changes are in. Ready from my side."]),
    ("5월 항구 여행", ["배가 9시 40분에 출발하니까 9시까지 부두에서 만나요.",
                     "네, 지도는 제가 챙길게요. 커피는 서연 씨가 부탁해요.",
                     "그럼 일요일 아침에 봬요. 비가 오면 전화할게요."]),
    ("회의록 공유드립니다", ["지난주 회의에서 정한 내용을 정리했습니다. 확인 부탁드립니다.",
                         "확인했습니다. 세 번째 항목의 날짜만 12월 3일로 고쳐 주세요.",
                         "수정해서 다시 올렸습니다. 감사합니다."]),
    ("Library books", ["Two books are due on Thursday. You can extend both once more until 3 December."]),
    ("Photos from Saturday", ["I put the best thirty into the folder. The one with the heron is yours.",
                              "The heron is wonderful. May I print it?"]),
    ("Budget for the spring", ["The table is attached. Row 14 needs a decision before Friday.",
                               "Row 14: yes, but split over two quarters."]),
    ("次の会議について", ["来週の会議は火曜日の午後三時からです。資料を添付します。", "了解しました。"]),
]
FILLERS = ["Thank you for the quick answer.", "I will be on the train until noon and can call after that.",
           "No hurry, but before the end of the month would be good.", "It works on my machine, and now on yours too.",
           "Could you send me the file again? The last one was cut off.", "The heating people come on Tuesday between 8 and 10.",
           "감사합니다. 다음 주에 다시 연락드릴게요.", "첨부 파일을 확인해 주세요.", "Let us keep it simple this time."]
NEWSLETTERS = [
    ("Trail Notes", "letters", "trailnotes.example", "Spring routes: 14 walks for long weekends", "#7a5af5",
     [("The coast path", "is the easiest and the most windy. Take the early train, walk with the sun behind you, and be in "
       "the harbour before the kitchen closes at eight."), ("The long ridge", "is for those who like to be alone. Water "
       "only at kilometre 3 and 19.")]),
    ("도시 서점", "news", "bookshop.example", "이번 주의 새 책과 낭독회 안내", "#1f7a4d",
     [("새로 나온 책", "바다와 새에 관한 산문집 세 권이 들어왔습니다. 창가 자리에서 먼저 읽어 보세요."),
      ("목요일 낭독회", "저녁 7시, 2층에서 열립니다. 자리는 스무 석뿐이니 미리 알려 주세요.")]),
    ("Kitchen Weekly", "hello", "kitchenweekly.example", "Five soups that forgive everything", "#c2410c",
     [("Lentil and lemon", "Forgets about the clock and is better the next day."),
      ("Leek and potato", "Three things, forty minutes, no blender needed.")]),
]


@functools.lru_cache(maxsize=None)
def png(width, height, rgb):
    rows = b"".join(b"\0" + b"".join(bytes((min(255, c + (x + y) // 4) for c in rgb)) for x in range(width))
                    for y in range(height))

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b""))


def pdf(text):
    stream = f"BT /F1 18 Tf 60 760 Td ({text}) Tj ET".encode()
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
               b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


class Mail:
    def __init__(self, root, seed, owner):
        self.root, self.owner = root, owner
        self.random = random.Random(seed)
        self.now = datetime.now(timezone.utc)
        self.number = 0

    def address(self, person):
        return Address(person[0], person[1], person[2])

    def base(self, sender, to, subject, when):
        message = EmailMessage(policy=SMTP)
        message["From"] = self.address(sender)
        message["To"] = [self.address(person) for person in to]
        message["Subject"] = subject
        message["Date"] = format_datetime(when)
        self.number += 1
        message["Message-ID"] = make_msgid(idstring=f"demo{self.number}", domain=sender[2])
        return message

    def store(self, user, mailbox, message, when, flags):
        folder = os.path.join(self.root, user, "Maildir")
        if mailbox != "INBOX":
            folder = os.path.join(folder, "." + mailbox.replace("/", ".").replace("여행", "&xezViQ-"))
        for part in ("cur", "new", "tmp"):
            os.makedirs(os.path.join(folder, part), exist_ok=True)
        stamp = int(when.timestamp())
        path = os.path.join(folder, "cur", f"{stamp}.M{self.number}.demo:2,{''.join(sorted(flags))}")
        with open(path, "wb") as out:
            out.write(message.as_bytes().replace(b"\r\n", b"\n"))
        os.utime(path, (stamp, stamp))

    def newsletter(self, me, when, which):
        name, local, domain, subject, color, items = which
        message = self.base((name, local, domain), [me], subject, when)
        message["List-Unsubscribe"] = f"<https://{domain}/u/1>, <mailto:leave@{domain}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message["List-Id"] = f"<news.{domain}>"
        message.set_content("\n\n".join(f"{head} {text}" for head, text in items) + "\n")
        cells = "".join(f'<tr><td style="padding:12px 24px"><h2 style="font-size:18px;margin:0 0 6px;color:{color}">{head}</h2>'
                        f'<p style="margin:0;line-height:1.5">{text}</p></td></tr>' for head, text in items)
        message.add_alternative(
            f'<html><head><style>h1{{font-family:sans-serif}}</style></head><body style="margin:0;background:#f3f4f6">'
            f'<table width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 0">'
            f'<table width="600" cellpadding="0" cellspacing="0" style="background:#ffffff;font-family:sans-serif;color:#1c1f24">'
            f'<tr><td><img src="cid:head@{domain}" width="600" height="150" alt="{name}"></td></tr>'
            f'<tr><td style="padding:24px 24px 0"><h1 style="font-size:24px;margin:0">{subject}</h1></td></tr>{cells}'
            f'<tr><td style="padding:24px"><a href="https://{domain}/read?utm_source=mail" style="background:{color};color:#fff;'
            f'padding:10px 18px;text-decoration:none;border-radius:4px">Read on</a>'
            f'<img src="https://images.{domain}/photo.jpg" width="240" height="80" alt="">'
            f'<img src="https://track.{domain}/open.gif?id=4711" width="1" height="1" alt=""></td></tr>'
            f'</table></td></tr></table></body></html>', subtype="html")
        rgb = tuple(int(color[i:i + 2], 16) for i in (1, 3, 5))
        message.get_payload()[1].add_related(png(600, 150, rgb), "image", "png", cid=f"<head@{domain}>")
        return message

    def attach(self, message, topic):
        kind = self.random.randrange(4)
        if kind == 0:
            message.add_attachment(pdf(topic.encode("ascii", "replace").decode()), maintype="application", subtype="pdf",
                                   filename="invoice-2026-118.pdf")
        elif kind == 1:
            message.add_attachment(png(320, 200, (40, 110, 190)), maintype="image", subtype="png", filename="heron.png")
        elif kind == 2:
            message.add_attachment("항목,금액\n부두,12000\n커피,4500\n", subtype="csv", filename="예산 2026.csv")
        else:
            message.add_attachment("<gpx><trk><name>coast</name></trk></gpx>".encode(), maintype="application",
                                   subtype="gpx+xml", filename="coast-path.gpx")
            message.add_attachment(pdf("Map"), maintype="application", subtype="pdf", filename="map.pdf")

    def thread(self, me, subject, lines, start, mailbox):
        others = self.random.sample(PEOPLE[1:] if me[1] == "bob" else PEOPLE, 2)
        ids, when = [], start
        for turn, line in enumerate(lines):
            mine = turn % 3 == 1
            sender = me if mine else others[turn // 2 % 2]
            to = [others[0]] if mine else [me]
            message = self.base(sender, to, ("Re: " if turn else "") + subject, when)
            if ids:
                message["In-Reply-To"] = ids[-1]
                message["References"] = " ".join(ids)
            quoted = f"\n\nOn the day before, somebody wrote:\n> {lines[turn - 1]}\n" if turn else "\n"
            body = f"{line}\n\n{self.random.choice(FILLERS)}\n\n-- \n{sender[0]}\n{quoted}"
            message.set_content(body, cte="8bit" if self.random.random() < 0.3 else "quoted-printable")
            if self.random.random() < 0.35:
                self.attach(message, subject)
            ids.append(str(message["Message-ID"]))
            age = self.now - when
            flags = set()
            if mine or age > timedelta(days=2) or self.random.random() < 0.5:
                flags.add("S")
            if self.random.random() < 0.1:
                flags.add("F")
            if not mine and turn + 1 < len(lines) and "S" in flags:
                flags.add("R")
            self.store(me[1], "Sent" if mine else mailbox, message, when, flags)
            when = min(when + timedelta(hours=self.random.randrange(1, 30)), self.now - timedelta(minutes=3))

    def fill(self, me, count):
        mailboxes = ["INBOX"] * 6 + ["Archive"] * 3 + ["Travel", "Invoices", "Projects/Godwit", "여행"]
        goal = self.number + count
        when = self.now - timedelta(minutes=8)
        while self.number < goal:
            if self.random.random() < 0.15:
                message = self.newsletter(me, when, self.random.choice(NEWSLETTERS))
                self.store(me[1], "INBOX", message, when, {"S"} if self.random.random() < 0.7 else set())
            else:
                subject, lines = self.random.choice(THREADS)
                span = timedelta(hours=12 * len(lines))
                self.thread(me, subject, lines, when - span, self.random.choice(mailboxes))
            when -= timedelta(hours=self.random.randrange(1, 20))
        # The three that a first look needs, on top of the inbox.
        for minutes, which in ((70, 0), (40, 1)):
            when = self.now - timedelta(minutes=minutes)
            self.store(me[1], "INBOX", self.newsletter(me, when, NEWSLETTERS[which]), when, set())
        self.thread(me, *THREADS[0], self.now - timedelta(hours=30), "INBOX")

    def finish(self, user):
        home = os.path.join(self.root, user)
        with open(os.path.join(home, "Maildir", "subscriptions"), "w", encoding="utf-8") as out:
            out.write("V\t2\n\n" + "".join(f"{name}\n" for name in (
                "Drafts", "Sent", "Archive", "Junk", "Trash", "Travel", "Invoices", "Projects", "Projects\tGodwit",
                "&xezViQ-")))
        if self.owner is not None:
            for folder, _, files in os.walk(home):
                for name in [""] + files:
                    os.chown(os.path.join(folder, name), self.owner, self.owner)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("mail_dir")
    options.add_argument("--count", type=int, default=240)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--owner", type=int)
    chosen = options.parse_args()
    os.umask(0o077)
    mail = Mail(chosen.mail_dir, chosen.seed, chosen.owner)
    for person, count in ((("Alice Han", "alice", "example.test"), chosen.count), (PEOPLE[0], max(3, chosen.count // 10))):
        mail.fill(person, count)
        mail.finish(person[1])


if __name__ == "__main__":
    main()
