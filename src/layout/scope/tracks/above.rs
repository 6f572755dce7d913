//! Which nets must run above which so that no vertical lies on another's, whatever that costs in crossings.

use super::{Net, Step};
use crate::sort::sort_by;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Closer than this, two verticals are on one another
const ON_TOP: f64 = 1.5;

/// By net: those that must run below it, and how many must run above it.
pub(super) struct Above {
    below: Vec<Vec<usize>>,
    waiting: Vec<usize>,
}

impl Above {
    /// A net whose vertical comes in from above where another's goes out below must run above that one. Of a
    /// net in two pieces, the upper one must run above the lower one.
    pub(super) fn of(nets: &[Net], steps: &[Step]) -> Self {
        let mut bottoms: Vec<(f64, usize)> = Vec::with_capacity(nets.len());
        for (index, net) in nets.iter().enumerate().filter(|(_, net)| net.has_track()) {
            bottoms.extend(net.bottoms.iter().map(|&bottom| (bottom, index)));
        }
        sort_by(&mut bottoms, |one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let mut lower_piece = vec![false; nets.len()];
        steps.iter().for_each(|step| lower_piece[step.lower] = true);
        let mut above = Self { below: vec![Vec::new(); nets.len()], waiting: vec![0; nets.len()] };
        for (index, net) in nets.iter().enumerate().filter(|(_, net)| net.has_track()) {
            if lower_piece[index] {
                continue;
            }
            let from = bottoms.partition_point(|bottom| bottom.0 <= net.top - ON_TOP);
            let on_top = bottoms[from..].iter().take_while(|bottom| bottom.0 < net.top + ON_TOP);
            on_top.filter(|bottom| bottom.1 != index).for_each(|&(_, other)| above.add(index, other));
        }
        steps.iter().for_each(|step| above.add(step.upper, step.lower));
        above
    }

    fn add(&mut self, upper: usize, lower: usize) {
        self.below[upper].push(lower);
        self.waiting[lower] += 1;
    }

    /// Nets that must run above themselves, and what stands between such ones; empty if all can be had.
    pub(super) fn circles(&self) -> Vec<usize> {
        let mut waiting = self.waiting.clone();
        let mut open: Vec<usize> = (0..waiting.len()).filter(|&net| waiting[net] == 0).collect();
        let mut left = vec![true; waiting.len()];
        while let Some(net) = open.pop() {
            left[net] = false;
            for &lower in &self.below[net] {
                waiting[lower] -= 1;
                if waiting[lower] == 0 {
                    open.push(lower);
                }
            }
        }
        let leads_on = |net: &usize| self.below[*net].iter().any(|&lower| left[lower]);
        (0..left.len()).filter(|&net| left[net]).filter(leads_on).collect()
    }

    /// `wanted`, changed where a net must run above one that comes before it.
    pub(super) fn keep(mut self, wanted: &[usize]) -> Vec<usize> {
        let mut place = vec![None; self.waiting.len()];
        wanted.iter().enumerate().for_each(|(index, &net)| place[net] = Some(index));
        let free = wanted.iter().filter(|&&net| self.waiting[net] == 0);
        let mut open: BinaryHeap<Reverse<usize>> = free.filter_map(|&net| place[net]).map(Reverse).collect();
        let mut order = Vec::with_capacity(wanted.len());
        while let Some(Reverse(index)) = open.pop() {
            let net = wanted[index];
            order.push(net);
            place[net] = None;
            for lower in std::mem::take(&mut self.below[net]) {
                self.waiting[lower] -= 1;
                if self.waiting[lower] == 0 {
                    open.extend(place[lower].map(Reverse));
                }
            }
        }
        order.extend(wanted.iter().filter(|&&net| place[net].is_some()));
        order
    }
}
