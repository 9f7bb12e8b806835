// What the tasks need beyond expressions on columns: the same functions for compiled and for jitted analyses.
// In: columns of one event, in the precision of the files. Out: values in double precision. Energies in GeV.
#pragma once

#include <ROOT/RVec.hxx>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace nine {

using Floats = ROOT::RVec<float>;
using Integers = ROOT::RVec<int>;

struct Momentum {
  double x = 0, y = 0, z = 0, energy = 0;

  static Momentum of(double pt, double eta, double phi, double mass) {
    const double z = pt * std::sinh(eta), p2 = pt * pt + z * z;
    return {pt * std::cos(phi), pt * std::sin(phi), z, std::sqrt(p2 + mass * mass)};
  }
  Momentum operator+(const Momentum &other) const {
    return {x + other.x, y + other.y, z + other.z, energy + other.energy};
  }
  double pt() const { return std::hypot(x, y); }
  double mass() const { return std::sqrt(std::max(energy * energy - x * x - y * y - z * z, 0.0)); }
};

inline double turn(double phi) { return std::remainder(phi, 2 * M_PI); }

// Whether two of the muons are of opposite charge and have a mass near that of the Z boson.
inline bool has_z(const Floats &pt, const Floats &eta, const Floats &phi, const Floats &mass, const Integers &charge) {
  for (std::size_t i = 0; i < pt.size(); ++i)
    for (std::size_t j = i + 1; j < pt.size(); ++j) {
      if (charge[i] == charge[j]) continue;
      const double pair =
          (Momentum::of(pt[i], eta[i], phi[i], mass[i]) + Momentum::of(pt[j], eta[j], phi[j], mass[j])).mass();
      if (pair > 60 && pair < 120) return true;
    }
  return false;
}

// Transverse momentum and best discriminant of the three jets nearest to the mass of the top quark.
inline std::array<double, 2> trijet(const Floats &pt, const Floats &eta, const Floats &phi, const Floats &mass,
                                    const Floats &btag) {
  const std::size_t size = pt.size();
  std::vector<Momentum> jets(size);
  for (std::size_t i = 0; i < size; ++i) jets[i] = Momentum::of(pt[i], eta[i], phi[i], mass[i]);
  double least = -1, best_pt = 0, best_btag = 0;
  const auto known = [&](std::size_t i) { return btag[i] < 0 ? -10.0 : double(btag[i]); };
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = i + 1; j < size; ++j) {
      const Momentum pair = jets[i] + jets[j];
      for (std::size_t k = j + 1; k < size; ++k) {
        const Momentum total = pair + jets[k];
        const double distance = std::abs(total.mass() - 172.5);
        if (least >= 0 && distance >= least) continue;
        least = distance;
        best_pt = total.pt();
        best_btag = std::max({known(i), known(j), known(k)});
      }
    }
  return {best_pt, best_btag};
}

inline bool near(double eta, double phi, const Floats &pts, const Floats &etas, const Floats &phis) {
  for (std::size_t i = 0; i < pts.size(); ++i) {
    if (pts[i] <= 10) continue;
    const double across = turn(phi - phis[i]), along = eta - etas[i];
    if (across * across + along * along < 0.16) return true;
  }
  return false;
}

// Sum of the transverse momenta of the jets that are far from leptons; -1 where there are none.
inline double isolated_sum(const Floats &pt, const Floats &eta, const Floats &phi, const Floats &mu_pt,
                           const Floats &mu_eta, const Floats &mu_phi, const Floats &el_pt, const Floats &el_eta,
                           const Floats &el_phi) {
  double sum = -1;
  for (std::size_t i = 0; i < pt.size(); ++i) {
    if (pt[i] <= 30 || near(eta[i], phi[i], mu_pt, mu_eta, mu_phi) || near(eta[i], phi[i], el_pt, el_eta, el_phi))
      continue;
    sum = std::max(sum, 0.0) + pt[i];
  }
  return sum;
}

struct Lepton {
  double pt, phi;
  int charge, flavor;
  Momentum momentum;
};
using Leptons = std::vector<Lepton>;

inline void add(Leptons &leptons, int flavor, const Floats &pt, const Floats &eta, const Floats &phi,
                const Floats &mass, const Integers &charge) {
  for (std::size_t i = 0; i < pt.size(); ++i)
    leptons.push_back({pt[i], phi[i], charge[i], flavor,
                       Momentum::of(pt[i], eta[i], phi[i], std::max(double(mass[i]), 0.0))});
}

inline void sort(Leptons &leptons) {
  std::stable_sort(leptons.begin(), leptons.end(), [](const Lepton &a, const Lepton &b) { return a.pt > b.pt; });
}

struct Pair {
  std::size_t first, second;
  double distance;
  Momentum momentum;
};

inline std::vector<Pair> pairs(const Leptons &leptons, double mass) {
  std::vector<Pair> found;
  for (std::size_t i = 0; i < leptons.size(); ++i)
    for (std::size_t j = i + 1; j < leptons.size(); ++j) {
      if (leptons[i].flavor != leptons[j].flavor || leptons[i].charge == leptons[j].charge) continue;
      const Momentum total = leptons[i].momentum + leptons[j].momentum;
      found.push_back({i, j, std::abs(total.mass() - mass), total});
    }
  return found;
}

inline bool closer(const Pair &a, const Pair &b) { return a.distance < b.distance; }

// Transverse mass of the missing momentum and the hardest lepton that is not of the Z; -1 where there is no Z.
inline double other_lepton_mt(const Floats &mu_pt, const Floats &mu_eta, const Floats &mu_phi, const Floats &mu_mass,
                              const Integers &mu_charge, const Floats &el_pt, const Floats &el_eta,
                              const Floats &el_phi, const Floats &el_mass, const Integers &el_charge, float met_pt,
                              float met_phi) {
  Leptons leptons;
  add(leptons, 11, el_pt, el_eta, el_phi, el_mass, el_charge);
  add(leptons, 13, mu_pt, mu_eta, mu_phi, mu_mass, mu_charge);
  sort(leptons);
  const auto found = pairs(leptons, 91.2);
  if (found.empty()) return -1;
  const Pair z = *std::min_element(found.begin(), found.end(), closer);
  std::size_t other = 0;
  while (other == z.first || other == z.second) ++other;
  return std::sqrt(2 * leptons[other].pt * met_pt * (1 - std::cos(leptons[other].phi - met_phi)));
}

// The isolated leptons of an event in the region where the detector finds them, by falling momentum.
inline Leptons good_leptons(const Floats &mu_pt, const Floats &mu_eta, const Floats &mu_phi, const Floats &mu_mass,
                            const Integers &mu_charge, const Floats &mu_isolation, const Floats &el_pt,
                            const Floats &el_eta, const Floats &el_phi, const Floats &el_mass,
                            const Integers &el_charge, const Floats &el_isolation) {
  Leptons leptons;
  const auto good = [&](int flavor, double least, double farthest, const Floats &pt, const Floats &eta,
                        const Floats &phi, const Floats &mass, const Integers &charge, const Floats &isolation) {
    for (std::size_t i = 0; i < pt.size(); ++i)
      if (pt[i] > least && std::abs(eta[i]) < farthest && isolation[i] < 0.35)
        leptons.push_back({pt[i], phi[i], charge[i], flavor,
                           Momentum::of(pt[i], eta[i], phi[i], std::max(double(mass[i]), 0.0))});
  };
  good(11, 7, 2.5, el_pt, el_eta, el_phi, el_mass, el_charge, el_isolation);
  good(13, 5, 2.4, mu_pt, mu_eta, mu_phi, mu_mass, mu_charge, mu_isolation);
  sort(leptons);
  return leptons;
}

struct Quadruplet {
  bool found = false;
  double m4l = 0, m12 = 0, m34 = 0, pt4l = 0;
};

// The two disjoint pairs nearest to two Z bosons.
inline Quadruplet quadruplet(const Leptons &leptons) {
  const auto found = pairs(leptons, 91.1876);
  const Pair *best1 = nullptr, *best2 = nullptr;
  for (const Pair &one : found)
    for (const Pair &two : found) {
      if (one.distance > two.distance || one.first == two.first || one.first == two.second ||
          one.second == two.first || one.second == two.second)
        continue;
      if (best1 != nullptr && (one.distance > best1->distance ||
                               (one.distance == best1->distance && two.distance >= best2->distance)))
        continue;
      best1 = &one;
      best2 = &two;
    }
  if (best1 == nullptr) return {};
  const Momentum total = best1->momentum + best2->momentum;
  return {true, total.mass(), best1->momentum.mass(), best2->momentum.mass(), total.pt()};
}

} // namespace nine
