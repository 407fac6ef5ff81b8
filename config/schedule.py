"""What the beat asks, and how often.

The beat only asks; every task is idempotent and decides by the rows it finds, so that a lost broker, two beats at once
or a restarted worker change nothing but the minute.
"""

from typing import TypedDict


class Entry(TypedDict):
    task: str
    schedule: float


MINUTE = 60.0
DAY = 24 * 60 * MINUTE

SCHEDULE: dict[str, Entry] = {
    "合并工会的审查环节转给承继工会": {"task": "nominations.tasks.pass_to_successors", "schedule": 10 * MINUTE},
    "哪些公示期已满": {"task": "publicity.tasks.sweep", "schedule": MINUTE},
    "监督记录中有无须研判撤销的情况": {"task": "revocations.tasks.sweep", "schedule": DAY},
    "封存新增的台账记录": {"task": "ledger.tasks.seal", "schedule": MINUTE},
    "催交逾期的证书和奖牌，报告已撤销的获奖单位": {"task": "supervision.tasks.follow_recovery", "schedule": DAY},
    "清除没有登记的上传文件": {"task": "documents.tasks.sweep_leftovers", "schedule": DAY},
    "清除过期的登录": {"task": "config.celery.clear_sessions", "schedule": DAY},
}
