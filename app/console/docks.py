"""How docks look and behave, for all pages alike."""

from PySide6QtAds import ads

from widgets.theme import theme
from widgets.theme.icons import icon

_STYLE = """
ads--CDockContainerWidget, ads--CDockAreaWidget, ads--CDockWidget {{ background: {surface}; }}
ads--CDockContainerWidget > QSplitter {{ padding: 0; }}
ads--CDockSplitter::handle {{ background: {background}; }}
ads--CDockAreaTitleBar {{ background: {surface}; border-bottom: 1px solid {line}; padding: 0; }}
ads--CDockWidgetTab {{ background: transparent; border: 0; padding: 2px 4px; }}
ads--CDockWidgetTab[activeTab="true"] {{ border-bottom: 2px solid {accent}; }}
ads--CDockWidgetTab QLabel {{ color: {muted}; font-weight: 600; }}
ads--CDockWidgetTab[activeTab="true"] QLabel {{ color: {text}; }}
ads--CTitleBarButton {{ border: 0; padding: 2px; background: transparent; }}
ads--CTitleBarButton:hover {{ background: {raised}; }}
QScrollArea#dockWidgetScrollArea {{ border: 0; padding: 0; }}
"""
"""Replaces the sheet of the dock library, which draws white bars into the dark theme."""


def configure_docks() -> None:
    """Set what holds for all dock managers; to be called once, before the first page."""
    flag = ads.CDockManager.eConfigFlag
    wanted = {
        flag.OpaqueSplitterResize: True,
        flag.FocusHighlighting: False,
        flag.DockAreaHasCloseButton: False,
        # Many views in one place: their names stay whole, and a menu has those without room.
        flag.DockAreaHasTabsMenuButton: True,
        flag.DockAreaDynamicTabsMenuButtonVisibility: True,
        flag.DisableTabTextEliding: True,
        flag.AllTabsHaveCloseButton: False,
        flag.ActiveTabHasCloseButton: False,
        flag.MiddleMouseButtonClosesTab: False,
    }
    for option, is_on in wanted.items():
        ads.CDockManager.setConfigFlag(option, is_on)


def style_docks(manager: ads.CDockManager) -> None:
    """Give the docks of a page the colours and icons of the theme."""
    tokens = theme().tokens
    manager.setStyleSheet(
        _STYLE.format(
            surface=tokens.surface,
            background=tokens.background,
            line=tokens.line,
            accent=tokens.accent,
            muted=tokens.muted,
            text=tokens.text,
            raised=tokens.raised,
        )
    )
    provider = ads.CDockManager.iconProvider()
    provider.registerCustomIcon(ads.eIcon.DockAreaUndockIcon, icon("mdi6.open-in-new"))
    provider.registerCustomIcon(ads.eIcon.DockAreaMinimizeIcon, icon("mdi6.window-minimize"))
    provider.registerCustomIcon(ads.eIcon.TabCloseIcon, icon("mdi6.close"))
    provider.registerCustomIcon(ads.eIcon.DockAreaMenuIcon, icon("mdi6.chevron-down"))
