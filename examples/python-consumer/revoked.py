#!/usr/bin/env python3
"""Keeps the revoked sessions in memory, from the topic itself, and says of each session id on its input: yes, no or unknown.

    pip install confluent-kafka
    ./revoked.py 127.0.0.1:9092 < session-ids
The rules are those of docs/sidecar.md, "Reading the topic yourself". Sessions only: any other kind makes it answer unknown.
"""
import json, sys, threading, time
from confluent_kafka import Consumer, KafkaError, KafkaException, TopicPartition

TOPIC, LOOKBACK, MARGIN, STALE_AFTER = "session-revocations", 62 * 60, 120, 15
AWAY = (KafkaError._ALL_BROKERS_DOWN, KafkaError._TRANSPORT)  # nothing is lost by these; time will tell
revoked, fresh_at, poisoned = {}, {}, threading.Event()  # sid -> forget at; partition -> all due before then is known


def read(servers):
    consumer = Consumer({"bootstrap.servers": servers, "group.id": "none", "enable.auto.commit": False,
                         "auto.offset.reset": "error"})  # "latest" would skip revocations
    since, probes = int((time.time() - LOOKBACK) * 1000), {}

    def probe(partition):  # the time first: what is due before it is below any watermark written at or after that end
        asked = time.monotonic()
        probes[partition] = asked, consumer.get_watermark_offsets(TopicPartition(TOPIC, partition), 10)[1]

    fresh_at.update(dict.fromkeys(consumer.list_topics(TOPIC, 10).topics[TOPIC].partitions))
    for partition in fresh_at:
        probe(partition)
    starts = consumer.offsets_for_times([TopicPartition(TOPIC, p, since) for p in fresh_at], 10)
    consumer.assign([TopicPartition(TOPIC, s.partition, s.offset if s.offset >= 0 else probes[s.partition][1])
                     for s in starts])
    while True:
        record = consumer.poll(1)
        if record is None or record.error() and record.error().code() in AWAY:
            continue
        try:
            notice = {} if record.error() else json.loads(record.value())
            if notice["v"] == 1 and notice["kind"] == "session":
                revoked[notice["sid"]] = max(notice["expires_at"] / 1000 + MARGIN, revoked.get(notice["sid"], 0))
            elif notice["v"] == 1 and notice["kind"] == "watermark":
                asked, end = probes[record.partition()]
                if record.offset() >= end:
                    fresh_at[record.partition()] = asked
                    probe(record.partition())
            else:
                raise ValueError("a version or a kind this program does not keep")
        except KafkaException:
            continue  # no new probe; the old one stays true and grows old
        except (ValueError, KeyError, TypeError):  # may be a revocation: never skipped in silence
            poisoned.set()


def answer(sid):
    known = [at is not None and time.monotonic() - at <= STALE_AFTER for at in fresh_at.values()]
    current = known and all(known) and not poisoned.is_set()  # before the look-up, or it would vouch for an older one
    return "yes" if revoked.get(sid, 0) > time.time() else "no" if current else "unknown"


threading.Thread(target=read, args=sys.argv[1:2], daemon=True).start()
for line in sys.stdin:
    print(line.strip(), answer(line.strip()), flush=True)
