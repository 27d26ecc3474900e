"""The mark in video: that of pictures, moved as the camera moves, gathered over frames and shots.

marked = VideoMarker(mark_id, key).frames(frames)
detection = detect_video(marked, key)     # detection.mark_id == mark_id
"""

from openslate.authenticity.marks.videos.adding import VideoMarker
from openslate.authenticity.marks.videos.detection import VideoDetection, detect_video

__all__ = ["VideoDetection", "VideoMarker", "detect_video"]
