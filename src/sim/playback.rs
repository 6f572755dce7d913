//! Which part of a history is shown at which moment of real time.
//!
//! A run is computed ahead of what is shown; playback walks over its history. The history falls into
//! [`Beat`]s: a beat ends when virtual time moves, or when a line of control that has entered a state in this
//! beat enters the next one. So branches of a Parallel move in one beat, and a chain of states that takes no
//! virtual time still moves one state a beat. At 1× a beat lasts as long as its virtual time, and at least
//! [`MINIMUM_DWELL`], so that a person sees the token travel; other speeds divide that. Nothing here reads a
//! clock: [`Playback::advance`] is told how much real time has gone by.

use crate::engine::history::{EventKind, HistoryEvent};
use crate::time::{Duration, Timestamp};

/// How long a beat is shown at 1× at least, in milliseconds of real time.
pub const MINIMUM_DWELL: f64 = 350.0;

/// A wait is worth skipping if it has at least this much left to be shown, in milliseconds of real time.
const WORTH_SKIPPING: f64 = 800.0;

/// How fast a run is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speed {
    /// Virtual time as real time
    #[default]
    Real,
    /// Ten times as fast
    Tenfold,
    /// Without delay
    Instant,
}

impl Speed {
    /// Every speed, slowest first.
    pub const ALL: [Self; 3] = [Self::Real, Self::Tenfold, Self::Instant];

    /// `1×`, `10×` or `Instant`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Real => "1×",
            Self::Tenfold => "10×",
            Self::Instant => "Instant",
        }
    }

    fn factor(self) -> f64 {
        match self {
            Self::Real => 1.0,
            Self::Tenfold => 10.0,
            Self::Instant => f64::INFINITY,
        }
    }
}

/// Whether playback moves by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlayState {
    /// It does
    #[default]
    Playing,
    /// It stands still until it is played, stepped or sought
    Paused,
}

/// Events that are shown at the same moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beat {
    /// How many events of the history are shown from this beat on
    pub shown: usize,
    /// When the beat begins, in milliseconds of playback at 1×
    pub begins: f64,
    /// Its virtual time
    pub time: Timestamp,
}

/// A cursor over a growing history.
#[derive(Clone, Debug, Default)]
pub struct Playback {
    beats: Vec<Beat>,
    /// For each event, the number (from 1) of the beat in which its line of control last entered a state
    entered: Vec<u32>,
    /// Milliseconds at 1× since the first beat
    position: f64,
    /// An exact number of events inside the beat shown, if one was sought
    sought: Option<usize>,
    speed: Speed,
    state: PlayState,
    complete: bool,
}

/// A wait that is being shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShownWait {
    /// Virtual time at which it began
    pub from: Timestamp,
    /// Virtual time at which something happens next
    pub until: Timestamp,
}

impl Playback {
    /// At the beginning, playing at 1×.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in the part of `history` that it has not seen; `complete` says whether there will be no more.
    pub fn extend(&mut self, history: &[HistoryEvent], complete: bool) {
        let seen = self.entered.len().min(history.len());
        for event in &history[seen..] {
            self.take_in(event);
        }
        self.complete = complete;
    }

    fn take_in(&mut self, event: &HistoryEvent) {
        let before = (event.previous_event_id as usize).checked_sub(1);
        let entered = before.and_then(|at| self.entered.get(at)).copied().unwrap_or(0);
        let enters = matches!(event.kind, EventKind::StateEntered { .. });
        let current = self.beats.len() as u32;
        let moved = enters && entered == current;
        match self.beats.last_mut() {
            Some(beat) if beat.time == event.timestamp && !moved => beat.shown += 1,
            Some(beat) => {
                let virtual_millis = event.timestamp.since(beat.time).as_millis() as f64;
                let begins = beat.begins + virtual_millis.max(MINIMUM_DWELL);
                let shown = beat.shown + 1;
                self.beats.push(Beat { shown, begins, time: event.timestamp });
            }
            None => self.beats.push(Beat { shown: 1, begins: 0.0, time: event.timestamp }),
        }
        self.entered.push(if enters { self.beats.len() as u32 } else { entered });
    }

    /// Lets `elapsed` milliseconds of real time go by, and answers how many events are shown now.
    pub fn advance(&mut self, elapsed: f64) -> usize {
        if self.state == PlayState::Playing {
            self.sought = None;
            let moved = match self.speed {
                Speed::Instant => f64::INFINITY,
                speed => self.position + elapsed.max(0.0) * speed.factor(),
            };
            self.position = moved.min(self.end());
        }
        self.shown()
    }

    /// How many events are shown.
    pub fn shown(&self) -> usize {
        self.sought.or_else(|| Some(self.beat()?.shown)).unwrap_or(0)
    }

    /// The beat that is shown.
    pub fn beat(&self) -> Option<&Beat> {
        self.beats.get(self.next_beat().checked_sub(1)?)
    }

    /// Every beat so far.
    pub fn beats(&self) -> &[Beat] {
        &self.beats
    }

    /// Virtual time at the cursor, between beats too: what a ticking clock shows.
    pub fn now(&self) -> Option<Timestamp> {
        let (at, next) = (self.beat()?, self.beats.get(self.next_beat()));
        let Some(next) = next else { return Some(at.time) };
        let share = (self.position - at.begins) / (next.begins - at.begins);
        let gone = next.time.since(at.time).as_seconds() * share.clamp(0.0, 1.0);
        Some(at.time + Duration::from_seconds(gone))
    }

    /// The wait that is being shown, if it is long enough to skip.
    pub fn wait(&self) -> Option<ShownWait> {
        let (at, next) = (self.beat()?, self.beats.get(self.next_beat())?);
        let left = (next.begins - self.position) / self.speed.factor();
        let until = next.time;
        (until > at.time && left >= WORTH_SKIPPING).then_some(ShownWait { from: at.time, until })
    }

    /// The speed.
    pub fn speed(&self) -> Speed {
        self.speed
    }

    /// Changes the speed from here on.
    pub fn set_speed(&mut self, speed: Speed) {
        self.speed = speed;
    }

    /// Whether it plays or is paused.
    pub fn state(&self) -> PlayState {
        self.state
    }

    /// Whether everything is shown and nothing more will come.
    pub fn is_finished(&self) -> bool {
        self.complete && self.is_at_end()
    }

    /// Whether everything that is known is shown.
    pub fn is_at_end(&self) -> bool {
        self.shown() == self.entered.len()
    }

    /// Plays on; from the beginning if the end was shown.
    pub fn play(&mut self) {
        if self.is_finished() {
            self.position = 0.0;
        }
        self.sought = None;
        self.state = PlayState::Playing;
    }

    /// Stands still.
    pub fn pause(&mut self) {
        self.state = PlayState::Paused;
    }

    /// Shows the next beat, or the rest of this one, and pauses there.
    pub fn step_forward(&mut self) {
        self.pause();
        let sought = self.sought.take();
        if sought.is_none_or(|sought| sought >= self.shown()) {
            self.skip();
        }
    }

    /// Shows the beat before and pauses there.
    pub fn step_back(&mut self) {
        self.pause();
        self.sought = None;
        let before = self.next_beat().checked_sub(2);
        self.position = before.and_then(|at| self.beats.get(at)).map_or(0.0, |beat| beat.begins);
    }

    /// Goes on to the next beat at once, playing or not: skips a wait.
    pub fn skip(&mut self) {
        self.sought = None;
        if let Some(next) = self.beats.get(self.next_beat()) {
            self.position = next.begins;
        }
    }

    /// Pauses where exactly the first `count` events are shown (all of them, if there are fewer; one at least).
    pub fn seek(&mut self, count: usize) {
        self.pause();
        self.sought = Some(count.clamp(self.entered.len().min(1), self.entered.len()));
        let at =
            self.beats.partition_point(|beat| beat.shown < count).min(self.beats.len().saturating_sub(1));
        self.position = self.beats.get(at).map_or(0.0, |beat| beat.begins);
    }

    /// Forgets what comes after the first `count` events, for a history that was cut there.
    pub fn truncate(&mut self, count: usize) {
        self.entered.truncate(count);
        let kept = self.beats.partition_point(|beat| beat.shown <= count);
        let cut = self.beats.get(kept).copied();
        let shown_before = kept.checked_sub(1).map_or(0, |last| self.beats[last].shown);
        self.beats.truncate(kept);
        if let Some(beat) = cut.filter(|_| shown_before < count) {
            self.beats.push(Beat { shown: count, ..beat });
        }
        self.complete = false;
        self.sought = self.sought.map(|sought| sought.min(count));
        self.position = self.position.min(self.end());
    }

    /// The number of the first beat that is not shown.
    fn next_beat(&self) -> usize {
        self.beats.partition_point(|beat| beat.begins <= self.position)
    }

    fn end(&self) -> f64 {
        self.beats.last().map_or(0.0, |beat| beat.begins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asl::StateType;
    use crate::json::Value;

    /// `(previous event, virtual milliseconds, whether a state is entered)`
    fn history(events: &[(u32, i64, bool)]) -> Vec<HistoryEvent> {
        let event = |(at, &(previous_event_id, millis, enters)): (usize, &(u32, i64, bool))| HistoryEvent {
            id: at as u32 + 1,
            previous_event_id,
            timestamp: Timestamp::from_millis(millis),
            kind: if enters {
                EventKind::StateEntered { state_type: StateType::Pass, name: "S".into(), input: Value::Null }
            } else {
                EventKind::LambdaFunctionStarted
            },
        };
        events.iter().enumerate().map(event).collect()
    }

    #[track_caller]
    fn check_beats(events: &[(u32, i64, bool)], expected: &[(usize, f64)]) {
        let history = history(events);
        let mut playback = Playback::new();
        playback.extend(&history[..history.len() / 2], false);
        playback.extend(&history, true);
        let beats: Vec<_> = playback.beats().iter().map(|beat| (beat.shown, beat.begins)).collect();
        assert_eq!(beats, expected, "of {events:?}");
    }

    const CHAIN: &[(u32, i64, bool)] = &[
        (0, 0, false),
        (0, 0, true),
        (2, 0, false),
        (3, 0, true),
        (4, 0, false),
        (5, 5000, false),
        (6, 5000, true),
    ];

    #[test]
    fn each_state_of_a_chain_has_its_beat_and_waits_last_as_long_as_they_are() {
        check_beats(&[], &[]);
        check_beats(CHAIN, &[(3, 0.0), (5, 350.0), (7, 5350.0)]);
    }

    #[test]
    fn branches_move_in_one_beat() {
        let fork = [(0, 0, true), (1, 0, false), (2, 0, true), (2, 0, true), (3, 0, true), (4, 0, true)];
        check_beats(&fork, &[(2, 0.0), (4, 350.0), (6, 700.0)]);
    }

    #[test]
    fn the_cursor_follows_real_time() {
        let history = history(CHAIN);
        let mut playback = Playback::new();
        playback.extend(&history, true);
        assert_eq!(playback.advance(0.0), 3);
        assert_eq!(playback.advance(349.0), 3);
        assert_eq!(playback.advance(1.0), 5);
        playback.set_speed(Speed::Tenfold);
        assert_eq!(playback.advance(250.0), 5);
        assert_eq!(playback.now(), Some(Timestamp::from_millis(2500)));
        playback.set_speed(Speed::Real);
        let wait = ShownWait { from: Timestamp::from_millis(0), until: Timestamp::from_millis(5000) };
        assert_eq!(playback.wait(), Some(wait));
        playback.pause();
        assert_eq!(playback.advance(1e9), 5);
        playback.skip();
        assert_eq!((playback.shown(), playback.is_finished()), (7, true));
        playback.step_back();
        assert_eq!(playback.shown(), 5);
        playback.step_forward();
        playback.play();
        assert_eq!(
            (playback.shown(), playback.state()),
            (3, PlayState::Playing),
            "replays from the beginning"
        );
        playback.set_speed(Speed::Instant);
        assert_eq!(playback.advance(0.0), 7);
    }

    #[test]
    fn the_cursor_can_be_put_anywhere_and_the_rest_cut_off() {
        let history = history(CHAIN);
        let mut playback = Playback::new();
        playback.extend(&history, true);
        for (count, shown) in [(0, 1), (3, 3), (4, 4), (6, 6), (7, 7), (99, 7)] {
            playback.seek(count);
            assert_eq!(playback.shown(), shown, "sought {count}");
        }
        playback.seek(4);
        playback.step_forward();
        assert_eq!(playback.shown(), 5, "the rest of the beat");
        playback.seek(7);
        playback.truncate(6);
        assert_eq!((playback.shown(), playback.is_finished()), (6, false));
        playback.extend(&history, true);
        assert_eq!(playback.advance(0.0), 6, "paused");
        playback.step_forward();
        assert_eq!((playback.shown(), playback.is_finished()), (7, true));
    }
}
