"""Say a part of a page once, and the same again to whoever looks at the same.

A chart in its card is four of Streamlit's elements. Each is checked, described, copied and hashed at every run of every
visitor, though hundreds of them look at the same few views: that was nearly half of what a change costs. Here the
messages themselves are kept and sent again. What is a widget among them is made known to the visitor's own session each
time, as Streamlit does it, so that clicks and callbacks are as everywhere.
"""

from collections.abc import Callable, Hashable, MutableMapping
from dataclasses import dataclass
from typing import Any

from streamlit.cursor import Cursor
from streamlit.delta_generator_singletons import context_dg_stack
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext, ThreadState, get_script_run_ctx
from streamlit.runtime.state.common import RegisterWidgetResult, WidgetMetadata, user_key_from_element_id
from streamlit.runtime.state.safe_session_state import SafeSessionState

_Widget = WidgetMetadata[Any]
_Registered = RegisterWidgetResult[Any]

#: What is said alike whatever the data and the filters are; what follows from a view is kept in its memo.
ALWAYS: dict[Any, Any] = {}


def say_once(kept: MutableMapping[Any, Any], key: Hashable, say: Callable[[], object]) -> None:
    """Call `say`, or say again what it said before under the same key at the same place.

    All that `say` shows must follow from the key and from whom `kept` belongs to; a callback among it may be another
    visitor's, made of the same. Where one of its widgets has been touched, all is said anew. Files to be downloaded
    belong to a session: there must be none.
    """
    _once(kept, key, say, _is_untouched)


def ask_once(kept: MutableMapping[Any, Any], key: Hashable, ask: Callable[[], list[Any]]) -> list[Any]:
    """Do the same with widgets that look alike whatever is chosen, for the browser knows that by itself.

    `ask` shows widgets that choose from lists and returns their values in this order; these are returned.
    """
    values: list[Any] = _once(kept, key, ask, _is_known_to_the_browser)
    return values


class _Session(SafeSessionState):
    """A visitor's session while a part is said: registers each widget once, and remembers what came of it."""

    registered: dict[str, tuple[_Widget, _Registered]]
    _register: Callable[[_Widget, str | None], _Registered]

    def __init__(self, own: SafeSessionState) -> None:
        super().__init__(own._state, own._yield_callback)
        # Past its __setattr__, which is for what visitors keep in their session.
        object.__setattr__(self, "_lock", own._lock)
        # A part may have parts that are said once: whoever listens to the whole is to hear of their widgets, too.
        object.__setattr__(self, "_register", own.register_widget)
        object.__setattr__(self, "registered", {})

    def register_widget(self, metadata: _Widget, user_key: str | None) -> _Registered:
        if metadata.id not in self.registered:
            self.registered[metadata.id] = metadata, self._register(metadata, user_key)
        return self.registered[metadata.id][1]


@dataclass(frozen=True)
class _Said:
    """What was said, to be shared by all runs: nobody may change it."""

    messages: tuple[ForwardMsg, ...]
    #: So many elements stand side by side where it was said; all others are inside of them.
    places: int
    #: Of every element that has a name of its own.
    identities: tuple[str, ...]
    #: In the order in which they were shown.
    widgets: tuple[_Widget, ...]

    def say_to(self, run: ScriptRunContext, cursor: Cursor) -> None:
        """Say it at the cursor's place."""
        for identity in self.identities:
            run.shared.widget_ids_this_run.check_and_add(identity)
        for message in self.messages:
            run.enqueue(message)
        for _ in range(self.places):
            cursor.lock_element()


def _once(
    kept: MutableMapping[Any, Any],
    key: Hashable,
    say: Callable[[], Any],
    is_right: Callable[[_Widget, _Registered], bool],
) -> Any:
    """Call `say`, or say again what it said while every widget was right; return what `say` does, or the values."""
    run, cursor = get_script_run_ctx(), context_dg_stack.get()[-1]._cursor
    if run is None or cursor is None:
        return say()
    session, where = _Session(run.session_state), ThreadState.get()
    whole = say_once, key, tuple(cursor.delta_path), where.active_script_hash, where.fragment_id
    said: _Said | None = kept.get(whole)
    if said is None and whole not in kept:
        # Most combinations of filters are looked at once: listening and keeping is for what is asked for again.
        kept[whole] = None
        return say()
    if said is not None:
        # All of them first: what is registered here is not registered a second time.
        registered = [session.register_widget(one, user_key_from_element_id(one.id)) for one in said.widgets]
        if all(map(is_right, said.widgets, registered)):
            said.say_to(run, cursor)
            return [one.value for one in registered]
    answer, said = _overheard(say, run, cursor, session)
    if all(is_right(*session.registered[one.id]) for one in said.widgets):
        kept[whole] = said
    return answer


def _overheard(say: Callable[[], Any], run: ScriptRunContext, cursor: Cursor, session: _Session) -> tuple[Any, _Said]:
    """Let something be said; return what `say` returns, and what it said."""
    messages: list[ForwardMsg] = []
    own, send, first, before = run.session_state, run.enqueue, cursor.index, run.shared.widget_ids_this_run.snapshot()

    def listen(message: ForwardMsg) -> None:
        send(message)
        messages.append(message)

    run.session_state, run.enqueue = session, listen  # type: ignore[assignment, method-assign]
    try:
        answer = say()
    finally:
        run.session_state, run.enqueue = own, send  # type: ignore[method-assign]
    new = run.shared.widget_ids_this_run.snapshot() - before
    widgets = tuple(widget for widget, _ in session.registered.values() if widget.id in new)
    return answer, _Said(tuple(messages), cursor.index - first, tuple(new), widgets)


def _is_untouched(widget: _Widget, registered: _Registered) -> bool:
    return not registered.value_changed and registered.value == widget.deserializer(None)


def _is_known_to_the_browser(widget: _Widget, registered: _Registered) -> bool:
    """Return whether the browser shows what is chosen: it was chosen there, in words that are still offered."""
    chosen, told = widget.serializer(registered.value), registered.incoming_serialized_values
    is_offered = set(chosen) <= set(widget.formatted_options or ())
    return is_offered and told in (None, chosen) and not registered.value_changed
