# SPDX-FileCopyrightText: The Godwit authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests/bench/run measures in: mail servers with generated mail, profiles, peers, a display of its own."""
import base64
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SERVERS = os.path.join(ROOT, "tests", "servers", "servers.sh")
SHARED = os.path.join(os.path.dirname(ROOT), "shared", "bench", "make_mailbox.py")
USER = "alice@example.test"


def run(command, **options):
    options.setdefault("stdout", subprocess.PIPE)
    options.setdefault("stderr", subprocess.PIPE)
    done = subprocess.run(command, **options)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed ({done.returncode}): {(done.stderr or b'').decode(errors='replace')[-800:]}")
    return done


def timed(command, **options):
    """(wall, processor time, what subprocess.run() gave)"""
    before = os.times()
    start = time.monotonic()
    done = run(command, **options)
    wall = time.monotonic() - start
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu, done


def bulk(folder, count, heavy):
    """Messages of our own making, quickly: 1 to 3 KB, or a tenth of them with attachments up to 200 KB."""
    dice = random.Random(7)
    words = "harbour ferry ledger window invoice kayak ridge soup kitchen budget 회의 자료 일정 검토 부두 여행".split()
    for part in ("cur", "new", "tmp"):
        os.makedirs(os.path.join(folder, part), exist_ok=True)
    for number in range(count):
        body = "\r\n".join(" ".join(dice.choices(words, k=10)) for _ in range(dice.randrange(8, 24)))
        subject = " ".join(dice.choices(words[:10], k=4))
        stamp = 1_700_000_000 + number * 60
        date = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(stamp))
        head = (f"From: Person {number % 97} <p{number % 97}@example.test>\r\nTo: {USER}\r\nSubject: {subject}\r\n"
                f"Date: {date}\r\nMessage-ID: <bulk.{number}@example.test>\r\nMIME-Version: 1.0\r\n")
        if heavy and number % 10 == 0:
            blob = base64.encodebytes(dice.randbytes(dice.choice((20_000, 60_000, 200_000)))).decode().replace("\n", "\r\n")
            text = (f"{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n"
                    f"Content-Transfer-Encoding: 8bit\r\n\r\n{body}\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n"
                    f"Content-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n{blob}--b--\r\n")
        else:
            text = f"{head}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}\r\n"
        with open(os.path.join(folder, "cur", f"{stamp}.M{number}.bench:2,S"), "wb") as out:
            out.write(text.encode())


class World:
    def __init__(self, build, small):
        self.build, self.small = build, small
        self.work = tempfile.mkdtemp(prefix="gwbench-", dir=os.environ.get("TMPDIR", "/tmp"))
        os.chmod(self.work, 0o755)
        self.servers = {}
        self.display = None

    def close(self):
        for env in self.servers.values():
            subprocess.run([SERVERS, "stop", env["dir"]], check=False)
        if self.display:
            self.display.terminate()
            self.display.wait()
        shutil.rmtree(self.work, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.work, name)

    def tool(self, name):
        return os.path.join(self.build, name)

    def cli(self):
        return self.tool("godwit-cli")

    # -- servers, made when they are asked for
    def server(self, name, count, heavy, *options):
        if name in self.servers:
            return self.servers[name]
        print(f"  (making {name}: {count} messages)", flush=True)
        directory = self.path(name)
        told = run([SERVERS, "start", directory, *options]).stdout.decode()
        env = dict(line.split("=", 1) for line in told.split("\n") if "=" in line)
        env.update(dir=directory, count=count)
        self.servers[name] = env
        maildir = os.path.join(env["MAIL_DIR"], "alice", "Maildir")
        if os.path.exists(SHARED):
            made = self.path(name + "-made")
            run([sys.executable, SHARED, "--messages", str(count), "--seed", "1" if heavy else "2", "--out", made]
                + ([] if heavy else ["--light"]))
            os.makedirs(os.path.dirname(maildir), exist_ok=True)
            os.rename(os.path.join(made, "Maildir"), maildir)
        else:
            bulk(maildir, count, heavy)
        owner = int(env["VMAIL_UID"])
        run(["chown", "-R", f"{owner}:{owner}", os.path.join(env["MAIL_DIR"], "alice")])
        # Fills the server's caches once: what is measured is a client, not a cold server.
        self.raw(env, "ENVELOPE BODYSTRUCTURE INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (REFERENCES LIST-ID)]")
        return env

    def r10k(self):
        return self.server("r10k", 1000 if self.small else 10_000, True)

    def l100k(self):
        return self.server("l100k", 5000 if self.small else 100_000, False)

    def poor(self):
        return self.server("poor", 5000 if self.small else 100_000, False, "--minimal")

    def link(self, env):
        link = socket.create_connection(("127.0.0.1", int(env["IMAP_PORT"])))
        self.command(link, "a", f"LOGIN {USER} secret")
        return link

    @staticmethod
    def command(link, tag, text):
        link.sendall(f"{tag} {text}\r\n".encode())
        tail = b""
        while not re.search(rb"(^|\r\n)" + tag.encode() + rb" (OK|NO|BAD)[^\n]*\n", tail):
            octets = link.recv(1 << 20)
            if not octets:
                sys.exit("the server ended a raw conversation")
            tail = (tail + octets)[-4000:]

    def raw(self, env, items):
        """The floor: one FETCH of everything, read and thrown away."""
        start = time.monotonic()
        link = self.link(env)
        self.command(link, "b", "EXAMINE INBOX")
        self.command(link, "c", f"FETCH 1:* ({items})")
        link.close()
        return time.monotonic() - start

    # -- clients
    def profile(self, env, name, tls=False):
        profile = self.path(name)
        shutil.rmtree(profile, ignore_errors=True)
        server = ["--imap", f"imaps://localhost:{env['IMAPS_PORT']}", "--ca", env["CA_FILE"]] if tls else [
            "--imap", f"imap://127.0.0.1:{env['IMAP_PORT']}"]
        run([self.cli(), "--profile", profile, "account", "add", "--email", USER, "--user", USER,
             "--password-command", "echo secret"] + server)
        return profile

    def headers_profile(self, env, name):
        profile = self.path(name)
        if not os.path.isdir(profile):
            run([self.cli(), "--profile", self.profile(env, name), "sync", "--headers-only"])
        return profile

    def stored(self, count):
        """A profile with so many messages and a server that does not answer."""
        profile = self.path(f"stored{count}")
        if not os.path.isdir(profile):
            print(f"  (storing {count} messages)", flush=True)
            self.profile({"IMAP_PORT": 1}, f"stored{count}")
            run([self.tool("bench-store"), "--fill", profile, str(count)])
        return profile

    def mbsync(self, env, name, tls=False, afresh=False):
        home = self.path(name)
        if afresh:
            shutil.rmtree(home, ignore_errors=True)
        os.makedirs(os.path.join(home, "mail"), exist_ok=True)
        config = os.path.join(home, "mbsyncrc")
        server = (f"Host localhost\nPort {env['IMAPS_PORT']}\nSSLType IMAPS\nCertificateFile {env['CA_FILE']}\n" if tls
                  else f"Host 127.0.0.1\nPort {env['IMAP_PORT']}\nSSLType None\n")
        with open(config, "w", encoding="ascii") as out:
            out.write(f"FSync no\nIMAPAccount a\n{server}User {USER}\nPass secret\nAuthMechs LOGIN\n\n"
                      f"IMAPStore far\nAccount a\n\nMaildirStore near\nPath {home}/mail/\nInbox {home}/mail/INBOX\n\n"
                      f"Channel c\nFar :far:INBOX\nNear :near:INBOX\nCreate Near\nSync Pull\nSyncState {home}/state\n")
        return ["mbsync", "-q", "-c", config, "c"]

    # -- the window
    def screen(self):
        if self.display:
            return
        read, write = os.pipe()
        self.display = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
                                        pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as number:
            os.environ["DISPLAY"] = ":" + number.readline().strip()
        os.environ["QT_QPA_PLATFORM"] = "xcb"

    @staticmethod
    def events(path):
        try:
            with open(path, encoding="utf-8") as lines:
                return [json.loads(line) for line in lines if line.strip()]
        except FileNotFoundError:
            return []

    def window(self, arguments, until, limit=120.0, settle=0.0):
        """Starts the program, waits until an event satisfies `until`, and returns (path of events, process)."""
        self.screen()
        log = self.path(f"timing-{time.monotonic_ns()}.jsonl")
        process = subprocess.Popen([self.tool("godwit")] + arguments, env=dict(os.environ, GODWIT_TIMING=log),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + limit
        while not any(until(event) for event in self.events(log)):
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                sys.exit(f"the window did not come to what was waited for: {self.events(log)[-3:]}")
            time.sleep(0.01)
        time.sleep(settle)
        return log, process

    @staticmethod
    def pss(process):
        with open(f"/proc/{process.pid}/smaps_rollup", encoding="ascii") as lines:
            return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))

    @staticmethod
    def windows(process):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(process.pid)], check=False,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return found.stdout.decode().split()

    def leave(self, process):
        """As a person does, so that the program tells its stalls; else by force."""
        for window in self.windows(process)[-1:]:
            subprocess.run(["xdotool", "windowfocus", window, "key", "ctrl+q"], check=False, stderr=subprocess.DEVNULL)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()

    def mapped(self, command):
        """Seconds from the start of a program to its window."""
        self.screen()
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not self.windows(process) and time.monotonic() - start < 30:
            time.sleep(0.005)
        took = time.monotonic() - start
        process.kill()
        process.wait()
        return took
