"""Sending an alert to every target that is configured; each is tried, whatever became of others."""

import os
import smtplib
import ssl
from collections.abc import Iterator
from email.message import EmailMessage

import httpx2

from pipelines.alerts.alert import Alert
from pipelines.config import Config
from pipelines.config.operations import MailConfig
from pipelines.config.values import is_reached_safely

MAIL_PASSWORD = "THINKFAMILY_SMTP_PASSWORD"  # noqa: S105 # pragma: allowlist secret
WEBHOOK_URL = "THINKFAMILY_WEBHOOK_URL"
_SECONDS = 30


class AlertError(ValueError):
    """An alert did not reach every target; all of them are named, and no address."""


def send(config: Config, alert: Alert) -> int:
    """Send an alert.

    Returns:
        How many targets were told.

    Raises:
        AlertError: a target could not be told.
    """
    problems = list(_problems(config, alert))
    if problems:
        raise AlertError("\n".join(["an alert was not delivered:", *problems]))
    return (config.alerts.mail is not None) + config.alerts.webhook


def _problems(config: Config, alert: Alert) -> Iterator[str]:
    if config.alerts.mail:
        try:
            _mail(config.alerts.mail, alert)
        except (OSError, smtplib.SMTPException) as error:  # Their words may hold addresses.
            yield f"  - mail: {type(error).__name__} at {config.alerts.mail.host}"
    if config.alerts.webhook:
        url = os.environ.get(WEBHOOK_URL, "")
        if not is_reached_safely(url):
            yield f"  - webhook: {WEBHOOK_URL} is not set to an address that begins with https://"
            return
        try:
            httpx2.post(url, json={"text": alert.text}, timeout=_SECONDS).raise_for_status()
        except httpx2.HTTPError as error:  # Its words hold the address, which is a secret.
            yield f"  - webhook: {type(error).__name__}"


def _mail(mail: MailConfig, alert: Alert) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = (
        alert.title,
        mail.sender,
        ", ".join(mail.to),
    )
    message.set_content(alert.text)
    trusted = ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(mail.host, mail.port, timeout=_SECONDS, context=trusted)
        if mail.encryption == "tls"
        else smtplib.SMTP(mail.host, mail.port, timeout=_SECONDS)
    ) as server:
        if mail.encryption == "starttls":
            server.starttls(context=trusted)
        if mail.user:
            server.login(mail.user, os.environ.get(MAIL_PASSWORD, ""))
        server.send_message(message)
