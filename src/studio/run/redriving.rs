//! Going on with a run that failed, once what made it fail is mended.

use crate::studio::Studio;
use crate::studio::action::Request;
use crate::studio::settings::export;

impl Studio {
    /// From the state that failed, with the mocks as they are now.
    pub(super) fn redrive(&mut self) {
        let Some(ready) = self.ready_setup() else { return };
        let mocks = export::filled_mocks(ready.mocks, &self.settings);
        let Some(player) = self.run.player.as_mut().filter(|player| player.can_redrive()) else { return };
        player.redrive(mocks);
        (self.run.told, self.run.follows) = (false, true);
        self.requests.push(Request::whisper("Run goes on where it failed"));
        self.run_changed();
    }
}
