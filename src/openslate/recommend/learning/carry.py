"""A model carried over to the items of another snapshot, without learning anything."""

import numpy as np

from openslate.recommend.models.carrying import CarriedLoadings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.recommender import Recommender
from openslate.recommend.models.stand_ins import fit_stand_ins

Array = np.ndarray


def carry(model: Recommender, places: Array, features: GraphFeatures) -> Recommender:
    """The model for the items that `features` describe; old item i is now number `places`[i].

    -1 is for items that are gone. What was learned of watched items stays as it is, and all facts
    are those of now, so an item that is new is scored from its facts at once. Of two items that
    became one the first speaks for both, until the next training.
    """
    there = places >= 0
    viewings = np.zeros(features.size, dtype=np.int64)
    np.add.at(viewings, places[there], model.viewings[there])
    watched, chosen = np.unique(places[model.watched], return_index=True)
    watched, chosen = watched[watched >= 0], chosen[watched >= 0]
    unchanged = np.array_equal(chosen, np.arange(len(model.watched)))
    scorer = model.scorer if unchanged else model.scorer.among(chosen)
    stand_ins = fit_stand_ins(features.matrix[watched], model.settings.stand_in)
    carried = CarriedLoadings.of(scorer, stand_ins)
    return Recommender(
        model.settings, features, viewings, model.viewers, watched, scorer, stand_ins, carried
    )
