"""Built-in functions against independent implementations, worked out in another way, and against values by hand."""

from itertools import product

import numpy as np
import pytest
import vector
from made_momenta import components, missing, momenta

from hepir.intrinsics.kinematics import CartesianVector, PolarVector, TransverseVector, total
from hepir.intrinsics.registry import defined, functions, modules, signatures

CASES = range(10)


def value(name, *arguments):
    return functions()[name].reference(*arguments)


def lorentz(momentum):
    px, py, pz, energy = components(momentum)
    return vector.obj(px=px, py=py, pz=pz, E=energy)


@pytest.fixture(params=CASES)
def random(request):
    return np.random.default_rng(request.param)


@pytest.mark.parametrize("function", functions().values(), ids=lambda each: each.name)
def test_examples_of_numbers(function):
    for example in function.examples:
        assert function.reference(*example.arguments) == pytest.approx(example.result, rel=1e-12, abs=1e-12)


def test_every_function_has_one_owner_and_words():
    assert len(signatures()) == sum(len(module.FUNCTIONS) for module in modules())
    assert set(signatures()) == {*functions(), *defined()}
    assert all(each.description.endswith(".") for each in signatures().values())


class TestMT2:
    @pytest.mark.parametrize("massless", [True, False])
    @pytest.mark.parametrize("invisible", [0.0, 100.0])
    def test_the_package_of_others(self, random, massless, invisible):
        package = pytest.importorskip("mt2", reason="compared with the package `mt2`")
        a, b = momenta(random, 2, massless=massless)
        met = missing(random)
        expected = package.mt2(a.mass, a.px, a.py, b.mass, b.px, b.py, met.px, met.py, invisible, invisible)
        # the package stops near zero, where missing momentum can be divided so that nothing is left
        assert value("mt2", a, b, met, invisible) == pytest.approx(float(expected), rel=1e-5, abs=0.05)

    def test_by_trying_divisions(self, random):
        a, b = momenta(random, 2)
        met = missing(random)
        grid = np.linspace(-600, 600, 601)
        x, y = np.meshgrid(grid, grid)

        def mass(momentum, px, py):
            et = np.sqrt(momentum.mass**2 + momentum.pt**2)
            squared = momentum.mass**2 + 2 * (
                et * np.sqrt(px**2 + py**2) - momentum.px * px - momentum.py * py
            )
            return np.sqrt(np.maximum(squared, momentum.mass**2))

        tried = np.maximum(mass(a, x, y), mass(b, met.px - x, met.py - y)).min()
        found = value("mt2", a, b, met, 0.0)
        assert found <= tried + 1e-9
        assert found == pytest.approx(tried, abs=4.0)

    def test_without_anything_visible_it_is_the_invisible_mass(self):
        nothing, met = PolarVector(0.0, 0.0, 0.0, 0.0), TransverseVector(50.0, 1.0)
        assert value("mt2", nothing, nothing, met, 30.0) == pytest.approx(30.0)


class TestRazor:
    def test_from_vectors(self, random):
        a, b = momenta(random, 2)
        met = missing(random)
        first, second = lorentz(a), lorentz(b)
        mr = np.sqrt((first.mag + second.mag) ** 2 - (first.pz + second.pz) ** 2)
        along = vector.obj(pt=met.pt, phi=met.phi).dot((first + second).to_xy())
        mtr = np.sqrt((met.pt * (first.pt + second.pt) - along) / 2)
        assert value("razor_mr", a, b) == pytest.approx(mr, rel=1e-12)
        assert value("razor_mtr", a, b, met) == pytest.approx(mtr, rel=1e-12)
        assert value("razor_r2", a, b, met) == pytest.approx((mtr / mr) ** 2, rel=1e-12)

    def test_back_to_back_massless_momenta_give_their_energy(self):
        a, b = PolarVector(100.0, 0.0, 0.0, 0.0), PolarVector(100.0, 0.0, np.pi, 0.0)
        assert value("razor_mr", a, b) == pytest.approx(200.0)


class TestContransverseMass:
    def test_does_not_change_with_opposite_boosts(self, random):
        """Systems boosted by opposite velocities along their momenta in the transverse plane have the same MCT."""
        a, b = (PolarVector(float(random.uniform(20, 200)), 0.0, phi, 10.0) for phi in (0.0, np.pi))
        beta = float(random.uniform(0, 0.7))
        first, second = lorentz(a).boostX(beta), lorentz(b).boostX(-beta)
        boosted = [CartesianVector(each.px, each.py, each.pz, each.E) for each in (first, second)]
        assert value("mct", *boosted) == pytest.approx(value("mct", a, b), rel=1e-9)

    def test_of_massless_momenta(self, random):
        a, b = momenta(random, 2, massless=True)
        expected = np.sqrt(2 * a.pt * b.pt * (1 + np.cos(a.phi - b.phi)))
        assert value("mct", a, b) == pytest.approx(expected, rel=1e-7, abs=1e-4)


class TestTransverseSums:
    def test_of_an_object_and_missing_momentum(self, random):
        (a,), met = momenta(random, 1), missing(random)
        both = total((value("transverse", a), value("transverse_missing", met)))
        expected = vector.obj(pt=a.pt, phi=a.phi) + vector.obj(pt=met.pt, phi=met.phi)
        assert (both.pt, both.phi) == pytest.approx((expected.pt, expected.phi))
        energies = np.hypot(a.pt, a.mass) + met.pt
        assert both.mass == pytest.approx(np.sqrt(energies**2 - expected.pt**2), rel=1e-9)

    def test_of_a_massless_object_it_is_the_transverse_mass(self, random):
        (a,), met = momenta(random, 1, massless=True), missing(random)
        both = total((value("transverse", a), value("transverse_missing", met)))
        assert both.mass == pytest.approx(value("transverse_mass", a, met), rel=1e-5, abs=1e-3)

    def test_a_space_like_momentum_has_no_transverse_energy(self):
        assert value("transverse", CartesianVector(3.0, 4.0, 10.0, 5.0)).energy == 0.0


class TestCollinearMass:
    def test_taus_whose_neutrinos_fly_along(self, random):
        taus = momenta(random, 2, massless=True)
        shares = random.uniform(0.2, 0.9, 2)
        visible = [
            PolarVector(tau.pt * x, tau.eta, tau.phi, 0.0) for tau, x in zip(taus, shares, strict=True)
        ]
        lost = sum(components(tau) * (1 - x) for tau, x in zip(taus, shares, strict=True))
        met = TransverseVector(float(np.hypot(*lost[:2])), float(np.arctan2(lost[1], lost[0])))
        assert value("collinear_mass", *visible, met) == pytest.approx(total(tuple(taus)).mass, rel=1e-8)

    def test_no_solution_where_missing_momentum_points_away(self):
        a, b = PolarVector(40.0, 0.1, 0.5, 0.0), PolarVector(40.0, -0.3, -0.5, 0.0)
        assert np.isnan(value("collinear_mass", a, b, TransverseVector(30.0, np.pi)))


class TestDecayAngles:
    def test_helicity_angle_by_boosting(self, random):
        a, b = momenta(random, 2)
        pair = lorentz(a) + lorentz(b)
        rest = lorentz(a).boost(-pair.to_beta3())
        expected = rest.to_xyz().dot(pair.to_xyz()) / (rest.mag * pair.mag)
        assert value("cos_theta_star", a, b) == pytest.approx(expected, rel=1e-7, abs=1e-9)

    def test_collins_soper_by_boosting(self, random):
        a, b = momenta(random, 2, massless=True)
        pair = lorentz(a) + lorentz(b)
        rest = lorentz(a).boost(-pair.to_beta3())
        beams = [vector.obj(px=0, py=0, pz=sign, E=1.0).boost(-pair.to_beta3()) for sign in (1.0, -1.0)]
        axis = beams[0].to_xyz().unit() - beams[1].to_xyz().unit()
        expected = rest.to_xyz().dot(axis) / (rest.mag * axis.mag) * np.sign(pair.pz)
        assert value("cos_theta_collins_soper", a, b) == pytest.approx(expected, rel=1e-7, abs=1e-9)


class TestShapes:
    @pytest.mark.parametrize("count", [1, 2, 3, 6])
    def test_eigenvalues(self, random, count):
        objects = momenta(random, count)
        p = np.array([components(each)[:3] for each in objects])
        values = np.sort(np.linalg.eigvalsh(p.T @ p / np.sum(p * p)))
        assert value("sphericity", objects) == pytest.approx(1.5 * (values[0] + values[1]), abs=1e-10)
        assert value("aplanarity", objects) == pytest.approx(1.5 * values[0], abs=1e-10)
        flat = np.sort(np.linalg.eigvalsh(p[:, :2].T @ p[:, :2]))
        assert value("transverse_sphericity", objects) == pytest.approx(2 * flat[0] / flat.sum(), abs=1e-10)

    def test_isotropic_and_planar(self):
        axes = [CartesianVector(*each, 1.0) for each in np.vstack([np.eye(3), -np.eye(3)]).tolist()]
        assert value("sphericity", axes) == pytest.approx(1.0)
        assert value("aplanarity", axes) == pytest.approx(0.5)
        assert value("aplanarity", axes[:2]) == 0.0
        assert value("sphericity", axes[:1]) == 0.0
        assert np.isnan(value("sphericity", []))

    @pytest.mark.parametrize("count", [1, 2, 3, 5, 8])
    def test_thrust_by_trying_all_signs(self, random, count):
        objects = momenta(random, count)
        if count == 8:  # objects in the same place, and opposite ones
            objects = [
                *objects[:3],
                *objects[:3],
                PolarVector(30.0, -objects[0].eta, objects[0].phi + np.pi, 0.0),
            ]
        for name, dimensions in (("thrust", 3), ("transverse_thrust", 2)):
            p = np.array([components(each)[:dimensions] for each in objects])
            signs = np.array(list(product((1, -1), repeat=len(p))))
            expected = np.linalg.norm(signs @ p, axis=1).max() / np.linalg.norm(p, axis=1).sum()
            assert value(name, objects) == pytest.approx(expected, abs=1e-12)

    def test_thrust_of_momenta_in_a_plane(self, random):
        objects = [CartesianVector(*random.normal(size=2).tolist(), 0.0, 5.0) for _ in range(5)]
        assert value("thrust", objects) == pytest.approx(value("transverse_thrust", objects), abs=1e-12)
        squares = [
            CartesianVector(x, y, 0.0, 1.0) for x, y in ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))
        ]
        assert value("thrust", squares) == pytest.approx(np.sqrt(0.5))


class TestReclustering:
    @pytest.mark.parametrize("algorithm", ["anti_kt", "cambridge_aachen", "kt"])
    @pytest.mark.parametrize("radius", [0.6, 1.4])
    def test_the_package_of_others(self, random, algorithm, radius):
        fastjet = pytest.importorskip("fastjet", reason="compared with the package `fastjet`")
        objects = momenta(random, int(random.integers(1, 9)))
        known = getattr(fastjet, f"{algorithm.replace('_aachen', '').replace('anti_kt', 'antikt')}_algorithm")
        inside = [fastjet.PseudoJet(*components(each)) for each in objects]
        found = fastjet.ClusterSequence(inside, fastjet.JetDefinition(known, radius))
        jets = fastjet.sorted_by_pt(found.inclusive_jets())
        for place, jet in enumerate(jets):
            expected = (jet.px(), jet.py(), jet.pz(), jet.E())
            assert components(value(f"{algorithm}_jet", objects, radius, place)) == pytest.approx(
                expected, rel=1e-9
            )
        assert np.isnan(value(f"{algorithm}_jet", objects, radius, len(jets)).energy)
        if algorithm == "anti_kt":
            masses = sum(np.sqrt(max(jet.m2(), 0.0)) for jet in jets)
            assert value("anti_kt_mass_sum", objects, radius) == pytest.approx(masses, rel=1e-8, abs=1e-6)

    def test_without_objects_or_radius(self):
        assert value("anti_kt_mass_sum", [], 1.0) == 0.0
        assert np.isnan(value("anti_kt_jet", [], 1.0, 0).energy)
        one = PolarVector(40.0, 0.1, 0.5, 3.0)
        assert np.isnan(value("anti_kt_jet", [one], 0.0, 0).energy)
        assert np.isnan(value("anti_kt_jet", [one], 1.0, -1).energy)

    def test_momenta_along_the_beam_end(self):
        along = [CartesianVector(0.0, 0.0, 50.0, 50.0), CartesianVector(0.0, 0.0, -20.0, 20.0)]
        assert value("anti_kt_jet", along, 1.0, 1).energy in (20.0, 50.0)


class TestTrimming:
    @pytest.mark.parametrize("share", [0.0, 0.05, 0.3])
    @pytest.mark.parametrize("radius", [0.2, 0.8])
    def test_the_package_of_others(self, random, radius, share):
        fastjet = pytest.importorskip("fastjet", reason="compared with the package `fastjet`")
        objects = momenta(random, int(random.integers(1, 12)))
        inside = [fastjet.PseudoJet(*components(each)) for each in objects]
        found = fastjet.ClusterSequence(inside, fastjet.JetDefinition(fastjet.kt_algorithm, radius))
        subjets = found.inclusive_jets()
        whole = np.hypot(sum(each.px() for each in inside), sum(each.py() for each in inside))
        hard = [each for each in subjets if each.pt() >= share * whole]
        expected = [sum(getattr(each, name)() for each in hard) for name in ("px", "py", "pz", "E")]
        assert len(hard) > 0
        assert components(value("trimmed_jet", objects, radius, share)) == pytest.approx(expected, rel=1e-8)

    def test_soft_radiation_goes_and_two_hard_prongs_stay(self):
        hard = [PolarVector(200.0, 0.0, 0.0, 0.0), PolarVector(150.0, 0.6, 0.0, 0.0)]
        soft = [PolarVector(3.0, -0.7, 0.1, 0.0), PolarVector(4.0, 0.2, 0.8, 0.0)]
        trimmed = value("trimmed_jet", [*hard, *soft], 0.2, 0.05)
        assert trimmed.pt == pytest.approx(350.0)
        assert trimmed.mass == pytest.approx(np.sqrt(2 * 200.0 * 150.0 * (np.cosh(0.6) - 1)))

    def test_without_anything_left(self):
        one = PolarVector(40.0, 0.1, 0.5, 3.0)
        assert np.isnan(value("trimmed_jet", [], 0.2, 0.05).energy)
        assert np.isnan(value("trimmed_jet", [one], 0.0, 0.05).energy)
        assert np.isnan(value("trimmed_jet", [one], 0.2, 1.5).energy)
        assert value("trimmed_jet", [one], 0.2, 1.0).pt == pytest.approx(40.0)


class TestGroups:
    def test_megajets_by_trying_all_divisions(self, random):
        objects = momenta(random, int(random.integers(2, 7)))
        p = np.array([components(each) for each in objects])

        def squared(momentum):
            return momentum[3] ** 2 - np.sum(momentum[:3] ** 2)

        tried = [
            squared(p[list(inside)].sum(axis=0)) + squared(p[np.logical_not(inside)].sum(axis=0))
            for inside in product((True, False), repeat=len(p))
            if any(inside) and not all(inside)
        ]
        pair = [value(f"{name}_megajet", objects) for name in ("first", "second")]
        assert sum(squared(components(each)) for each in pair) == pytest.approx(min(tried), rel=1e-9)
        assert pair[0].pt >= pair[1].pt
        np.testing.assert_allclose(sum(map(components, pair)), p.sum(axis=0))

    def test_hemispheres_are_stable(self, random):
        objects = momenta(random, int(random.integers(2, 8)))
        first, second = (value(f"{name}_hemisphere", objects) for name in ("first", "second"))
        assert first.pt >= second.pt
        np.testing.assert_allclose(components(first) + components(second), sum(map(components, objects)))

        def distance(axis, each):
            cosine = np.dot(components(axis)[:3], components(each)[:3])
            cosine /= np.linalg.norm(components(axis)[:3]) * np.linalg.norm(components(each)[:3])
            along = axis.energy - np.linalg.norm(components(axis)[:3]) * cosine
            return along * axis.energy / (axis.energy + each.energy) ** 2

        near = [each for each in objects if distance(first, each) < distance(second, each)]
        if near and len(near) < len(objects):
            np.testing.assert_allclose(components(total(tuple(near))), components(first))

    @pytest.mark.parametrize("name", ["first_megajet", "second_hemisphere"])
    def test_one_object_makes_no_two_groups(self, name):
        assert np.isnan(value(name, momenta(np.random.default_rng(0), 1)).energy)

    def test_more_than_twenty_objects_have_no_megajets(self):
        assert np.isnan(value("first_megajet", momenta(np.random.default_rng(0), 21)).energy)
