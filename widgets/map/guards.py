"""Keeps the map's page at home: no network but allowed hosts, no doors to the machine.

Three lines, of which each holds alone for what it knows: the page's own policy
(`serving.policy`), this one, which the page cannot touch, and the engine's (`locks`).
"""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineFullScreenRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from typing_extensions import override

from widgets.map.schemes import HOST, SCHEME, START

_START: Final = QUrl(START)
_INSIDE: Final = frozenset({"data", "blob"})
_Attribute = QWebEngineSettings.WebAttribute
_OFF: Final = (
    _Attribute.PluginsEnabled,
    _Attribute.LocalStorageEnabled,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanPaste,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.AllowRunningInsecureContent,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.TouchIconsEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.SpatialNavigationEnabled,
    _Attribute.AllowGeolocationOnInsecureOrigins,
    _Attribute.AllowWindowActivationFromJavaScript,
    _Attribute.NavigateOnDropEnabled,
)
_WITHOUT_WEBRTC: Final = """
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel"]) {
  delete globalThis[name];
}
"""


class Interceptor(QWebEngineUrlRequestInterceptor):
    """Lets requests for our own pages and for allowed origins pass, and no others.

    Attributes:
        refused_count: How many requests were refused.

    Signals:
        refused: The address of a refused request.
    """

    refused = Signal(QUrl)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.refused_count = 0
        self._origins: frozenset[str] = frozenset()

    def allow(self, origins: Iterable[str]) -> None:
        """Let these origins pass from now on, and no others."""
        self._origins = frozenset(origins)

    def may_pass(self, url: QUrl) -> bool:
        """Tell whether a request for an address may leave the page."""
        scheme = url.scheme()
        if scheme == SCHEME:
            return url.host() == HOST
        return scheme in _INSIDE or _origin(url) in self._origins

    @override
    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl()
        if not self.may_pass(url):
            info.block(True)  # noqa: FBT003 - Qt's signature
            self.refused_count += 1
            self.refused.emit(url)


def _origin(url: QUrl) -> str:
    port = f":{url.port()}" if url.port() != -1 else ""
    return f"{url.scheme()}://{url.host()}{port}"


class GuardedPage(QWebEnginePage):
    """A page that cannot leave, open, ask, or store anything.

    Signals:
        console_said: A warning or fault of the page's code.
        navigation_refused: Where the page wanted to go.
    """

    console_said = Signal(str)
    navigation_refused = Signal(QUrl)

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        settings = self.settings()
        for attribute in _OFF:
            settings.setAttribute(attribute, False)  # noqa: FBT003 - Qt's signature
        settings.setUnknownUrlSchemePolicy(
            QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes
        )
        self.permissionRequested.connect(_deny)
        self.fullScreenRequested.connect(_refuse_full_screen)

    @override
    def acceptNavigationRequest(
        self, url: QUrl | str, type: QWebEnginePage.NavigationType, isMainFrame: bool
    ) -> bool:
        url = QUrl(url)
        may_go = isMainFrame and url == _START
        if not may_go:
            self.navigation_refused.emit(url)
        return may_go

    @override
    def createWindow(self, type: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        return None  # type: ignore[return-value]  # Qt: no window

    @override
    def javaScriptAlert(self, securityOrigin: QUrl | str, msg: str) -> None:
        """Show nothing."""

    @override
    def javaScriptConfirm(self, securityOrigin: QUrl | str, msg: str) -> bool:
        return False

    @override
    def javaScriptPrompt(
        self, securityOrigin: QUrl | str, msg: str, defaultValue: str
    ) -> tuple[bool, str]:
        return False, ""

    @override
    def chooseFiles(
        self,
        mode: QWebEnginePage.FileSelectionMode,
        oldFiles: object,
        acceptedMimeTypes: object,
    ) -> list[str]:
        return []

    @override
    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        lineNumber: int,
        sourceID: str,
    ) -> None:
        if level != QWebEnginePage.JavaScriptConsoleMessageLevel.InfoMessageLevel:
            self.console_said.emit(f"{message} ({sourceID}:{lineNumber})")


def _deny(permission: QWebEnginePermission) -> None:
    permission.deny()


def _refuse_full_screen(request: QWebEngineFullScreenRequest) -> None:
    request.reject()


def _refuse_download(download: QWebEngineDownloadRequest) -> None:
    download.cancel()


def guarded_profile() -> QWebEngineProfile:
    """Return a profile that lives in memory only and keeps nothing."""
    profile = QWebEngineProfile()  # without a name: off the record
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(
        QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
    )
    profile.setPersistentPermissionsPolicy(
        QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime
    )
    profile.setSpellCheckEnabled(False)
    profile.setPushServiceEnabled(False)
    profile.setHttpUserAgent("Leitstand")
    profile.cookieStore().setCookieFilter(_refuse_cookie)
    profile.downloadRequested.connect(_refuse_download)
    script = QWebEngineScript()
    script.setName("without WebRTC")
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
    script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
    script.setRunsOnSubFrames(True)
    script.setSourceCode(_WITHOUT_WEBRTC)
    profile.scripts().insert(script)
    return profile


def _refuse_cookie(_request: object) -> bool:
    return False
